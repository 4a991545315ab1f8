using System.Globalization;
using Heed.Tensors;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>Prints where the time of a run went: an op a line, forward and backward apart, most time first.</summary>
internal static class ProfileTable
{
    /// <param name="console">Where to.</param>
    /// <param name="profile">What the workspace counted.</param>
    /// <param name="seconds">The whole time, of which the ops' share is taken.</param>
    public static void Write(IAnsiConsole console, StepProfile profile, double seconds)
    {
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("op").AddColumn("pass");
        foreach (string name in (string[])["ms", "share", "calls"])
        {
            table.AddColumn(name, column => column.RightAligned());
        }

        double rest = seconds;
        foreach ((string name, bool isBackward, double spent, long calls) in profile.Entries)
        {
            Row(table, name, isBackward ? "backward" : "forward", spent, seconds, calls.ToString(CultureInfo.InvariantCulture));
            rest -= spent;
        }

        Row(table, "everything else", "", rest, seconds, "");
        console.Write(table);
    }

    private static void Row(Table table, string name, string pass, double spent, double seconds, string calls) => table.AddRow(
        Markup.Escape(name),
        pass,
        string.Create(CultureInfo.InvariantCulture, $"{spent * 1000:F1}"),
        string.Create(CultureInfo.InvariantCulture, $"{100 * spent / seconds:F1} %"),
        calls);
}
