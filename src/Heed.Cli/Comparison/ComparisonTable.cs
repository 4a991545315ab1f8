using System.Globalization;
using Spectre.Console;

namespace Heed.Cli.Comparison;

/// <summary>Prints measured tokenizers side by side.</summary>
internal static class ComparisonTable
{
    /// <summary>What the columns mean.</summary>
    public const string Legend =
        "pieces: a sentence, on average · unknown: share of the pieces · used: ids that the text uses · pairs: n² of a sentence of n pieces, on average, "
        + "which attention costs · round trip: sentences that decode to exactly what they were · MB/s: text encoded, best of three passes";

    public static void Write(IAnsiConsole console, IReadOnlyList<TokenizerMeasurement> measured)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("tokenizer");
        foreach (string name in (string[])["vocabulary", "pieces", "unknown", "used", "pairs", "round trip", "MB/s"])
        {
            table.AddColumn(name, column => column.RightAligned().NoWrap());
        }

        foreach (TokenizerMeasurement row in measured)
        {
            table.AddRow(
                Markup.Escape(row.Name),
                Text($"{row.Vocabulary:N0}"),
                Text($"{row.PiecesPerSentence:F1}"),
                Text($"{100.0 * row.Unknown / Math.Max(row.Pieces, 1):F2} %"),
                Text($"{row.Used:N0}"),
                Text($"{row.PairsPerSentence:N0}"),
                Text($"{100.0 * row.RoundTrips / row.Sentences:F1} %"),
                Text($"{row.BytesPerSecond / 1e6:F1}"));
        }

        console.Write(table);
        console.WriteLine(Legend);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
