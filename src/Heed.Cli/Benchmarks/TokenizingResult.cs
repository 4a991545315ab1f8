using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Heed.Cli.Benchmarks;

/// <summary>What the benchmark of encoding measured; the JSON names are fixed, other programs read them.</summary>
internal sealed record TokenizingResult
{
    public required int Lines { get; init; }

    /// <summary>UTF-8 bytes, line ends included.</summary>
    public required long Bytes { get; init; }

    public required long Pieces { get; init; }

    /// <summary>Time of the first pass.</summary>
    public required double FirstSeconds { get; init; }

    /// <summary>Time of the fastest pass.</summary>
    public required double BestSeconds { get; init; }

    public required int Threads { get; init; }

    public JsonObject ToJson() => new()
    {
        ["bytes_per_second"] = Bytes / BestSeconds,
        ["lines_per_second"] = Lines / BestSeconds,
        ["pieces_per_second"] = Pieces / BestSeconds,
        ["first_bytes_per_second"] = Bytes / FirstSeconds,
        ["peak_memory_bytes"] = PeakMemory.Bytes,
        ["threads"] = Threads,
        ["seconds"] = BestSeconds,
        ["lines"] = Lines,
        ["bytes"] = Bytes,
        ["pieces"] = Pieces,
    };

    public void Write(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("pass");
        foreach (string name in (string[])["seconds", "MB/s", "lines/s", "pieces/s"])
        {
            table.AddColumn(name, column => column.RightAligned());
        }

        Row(table, "first", FirstSeconds);
        Row(table, "best", BestSeconds);
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Lines:N0} lines, {Bytes / 1e6:F1} MB, {Pieces:N0} pieces, {Threads} threads"));
    }

    private void Row(Table table, string name, double seconds)
    {
        string[] cells = [.. ((double[])[Bytes / 1e6, Lines, Pieces]).Select((count, column) =>
            (count / seconds).ToString(column == 0 ? "F1" : "N0", CultureInfo.InvariantCulture))];
        table.AddRow([name, seconds.ToString("F3", CultureInfo.InvariantCulture), .. cells]);
    }
}
