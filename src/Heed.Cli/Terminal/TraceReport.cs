using System.Globalization;
using Heed.Models.Inspection;

namespace Heed.Cli.Terminal;

/// <summary>Prints a translation that was opened up.</summary>
/// <param name="output">Where to.</param>
/// <param name="trace">What to show.</param>
internal sealed class TraceReport(TextWriter output, TranslationTrace trace)
{
    /// <summary>Pieces, ids and probabilities of both sides, then the picture of one layer (the last if null) and head (their mean if null).</summary>
    public void Write(int? layer, int? head)
    {
        output.WriteLine($"translation  {trace.Translation}");
        output.WriteLine($"source       {string.Join(' ', trace.SourcePieces.Select(piece => Text(piece)))}");
        output.WriteLine($"target       {string.Join(' ', trace.TargetPieces.Select(piece => Text(piece)))}");
        output.WriteLine($"probability  {string.Join(' ', trace.LogProbabilities.Select(log => Math.Exp(log).ToString("F2", CultureInfo.InvariantCulture)))}");
        output.WriteLine();
        string heads = head is { } one ? $"head {one}" : "mean of the heads";
        output.WriteLine(
            $"cross-attention, layer {layer ?? trace.Cross.Count - 1}, {heads}: rows are what was written (queries), columns what was read (keys)");
        WriteMap(layer, head);
    }

    /// <summary>The picture and what its shades mean.</summary>
    public void WriteMap(int? layer, int? head)
    {
        string[] queries = [.. trace.TargetPieces.Select(piece => piece.Piece)];
        string[] keys = [.. trace.SourcePieces.Select(piece => piece.Piece)];
        foreach (string line in HeatMap.Draw(queries, keys, Rows(layer ?? trace.Cross.Count - 1, head)))
        {
            output.WriteLine(line);
        }

        output.WriteLine(HeatMap.Legend);
    }

    private float[][] Rows(int layer, int? head) => head is { } one
        ? [.. Enumerable.Range(0, trace.Cross[layer].Queries).Select(query => trace.Cross[layer].Row(one, query).ToArray())]
        : trace.AverageCross(layer);

    private static string Text((string Piece, int Id) piece) => string.Create(CultureInfo.InvariantCulture, $"{piece.Piece}({piece.Id})");
}
