using System.Globalization;
using Heed.Tensors;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>
/// Prints where the time of a run went: an op a line, forward and backward apart, most time first, with the rates it reached and the share
/// of the time that the machine at its limits would have needed.
/// </summary>
internal static class ProfileTable
{
    /// <param name="console">Where to.</param>
    /// <param name="profile">What the workspace counted.</param>
    /// <param name="seconds">The whole time, of which the ops' share is taken.</param>
    /// <param name="limits">What the machine can do.</param>
    public static void Write(IAnsiConsole console, StepProfile profile, double seconds, MachineLimits limits)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("op").AddColumn("pass");
        foreach (string name in (string[])["ms", "share", "calls", "GFLOP/s", "GB/s", "of limit"])
        {
            table.AddColumn(name, column => column.RightAligned());
        }

        ProfileEntry[] entries = [.. profile.Entries];
        foreach (ProfileEntry entry in entries)
        {
            table.AddRow(
                Markup.Escape(entry.Name),
                entry.IsBackward ? "backward" : "forward",
                Milliseconds(entry.Seconds),
                Share(entry.Seconds / seconds),
                entry.Calls.ToString(CultureInfo.InvariantCulture),
                Giga(entry.Work.Flops / entry.Seconds),
                Giga(entry.Work.Bytes / entry.Seconds),
                Share(entry.Work.SecondsAt(limits) / entry.Seconds));
        }

        double rest = seconds - entries.Sum(entry => entry.Seconds);
        table.AddRow("everything else", "", Milliseconds(rest), Share(rest / seconds), "", "", "", "");
        console.Write(table);
        double rate = entries.Sum(entry => entry.Work.Flops) / seconds;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Products: {rate / 1e9:F0} GFLOP/s over the whole time, {100 * rate / limits.FlopsPerSecond:F0} % of the {limits.FlopsPerSecond / 1e9:F0} that this machine's threads reach with nothing but multiply-adds; memory is read at {limits.BytesPerSecond / 1e9:F0} GB/s."));
    }

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:F1}");

    private static string Share(double share) => share > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %") : "";

    private static string Giga(double rate) => rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{rate / 1e9:F1}") : "";
}
