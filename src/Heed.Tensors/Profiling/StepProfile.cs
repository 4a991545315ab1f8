using System.Diagnostics;
using System.Linq;

namespace Heed.Tensors;

/// <summary>Time and work of each op, forward and backward apart. Off (null in the workspace) unless asked for: <c>--profile</c>.</summary>
public sealed class StepProfile
{
    private readonly Dictionary<(string Name, bool IsBackward), (long Ticks, long Calls, OpWork Work)> entries = [];

    /// <summary>One line for each op and pass, most time first.</summary>
    public IEnumerable<ProfileEntry> Entries => entries
        .OrderByDescending(entry => entry.Value.Ticks)
        .Select(entry => new ProfileEntry(
            entry.Key.Name, entry.Key.IsBackward, (double)entry.Value.Ticks / Stopwatch.Frequency, entry.Value.Calls, entry.Value.Work));

    /// <summary>Starts a measurement; hand the result to <see cref="Stop"/>.</summary>
#pragma warning disable CA1822 // Reads as an act of this profile at its call sites.
    public long Start() => Stopwatch.GetTimestamp();
#pragma warning restore CA1822

    public void Clear() => entries.Clear();

    internal void Stop(Type operation, bool isBackward, long start, OpWork work)
    {
        long ticks = Stopwatch.GetTimestamp() - start;
        (long total, long calls, OpWork sum) = entries.GetValueOrDefault((operation.Name, isBackward));
        entries[(operation.Name, isBackward)] = (total + ticks, calls + 1, sum + work);
    }
}

/// <summary>An op's calls in one direction: their time in seconds, their number, and the least work they had to do.</summary>
public sealed record ProfileEntry(string Name, bool IsBackward, double Seconds, long Calls, OpWork Work);
