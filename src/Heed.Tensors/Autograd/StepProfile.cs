using System.Diagnostics;
using System.Linq;

namespace Heed.Tensors;

/// <summary>Time per op, forward and backward apart. Off (null in the workspace) unless asked for: <c>--profile</c>.</summary>
public sealed class StepProfile
{
    private readonly Dictionary<(string Name, bool IsBackward), (long Ticks, long Calls)> entries = [];

    /// <summary>(op, backward?, seconds, calls), most time first.</summary>
    public IEnumerable<(string Name, bool IsBackward, double Seconds, long Calls)> Entries => entries
        .OrderByDescending(entry => entry.Value.Ticks)
        .Select(entry => (entry.Key.Name, entry.Key.IsBackward, (double)entry.Value.Ticks / Stopwatch.Frequency, entry.Value.Calls));

    /// <summary>Starts a measurement; hand the result to <see cref="Stop(string, bool, long)"/>.</summary>
#pragma warning disable CA1822 // Reads as an act of this profile at its call sites.
    public long Start() => Stopwatch.GetTimestamp();
#pragma warning restore CA1822

    public void Stop(string name, bool isBackward, long start)
    {
        long ticks = Stopwatch.GetTimestamp() - start;
        (long total, long calls) = entries.GetValueOrDefault((name, isBackward));
        entries[(name, isBackward)] = (total + ticks, calls + 1);
    }

    public void Clear() => entries.Clear();

    internal void Stop(Type operation, bool isBackward, long start) => Stop(operation.Name, isBackward, start);
}
