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
        output.WriteLine($"translation  {trace.TargetText}");
        output.WriteLine($"source       {string.Join(' ', trace.Source.Pieces.Select(Text))}");
        output.WriteLine($"target       {string.Join(' ', trace.Target.Pieces.Select(Text))}");
        output.WriteLine($"probability  {string.Join(' ', trace.Target.LogProbabilities.Select(log => Math.Exp(log).ToString("F2", CultureInfo.InvariantCulture)))}");
        output.WriteLine();
        string heads = head is { } one ? $"head {one}" : "mean of the heads";
        output.WriteLine(
            $"cross-attention, layer {layer ?? trace.Attention.Cross.Count - 1}, {heads}: rows are what was written (queries), columns what was read (keys)");
        WriteMap(layer, head);
    }

    /// <summary>The picture and what its shades mean.</summary>
    public void WriteMap(int? layer, int? head)
    {
        string[] queries = [.. trace.Target.Pieces.Select(piece => piece.Piece)];
        string[] keys = [.. trace.Source.Pieces.Select(piece => piece.Piece)];
        foreach (string line in HeatMap.Draw(queries, keys, Rows(layer ?? trace.Attention.Cross.Count - 1, head)))
        {
            output.WriteLine(line);
        }

        output.WriteLine(HeatMap.Legend);
    }

    private float[][] Rows(int layer, int? head) => head is { } one ? trace.Attention.Cross[layer][one].Weights : trace.AverageCross(layer);

    private static string Text(TracedPiece piece) => string.Create(CultureInfo.InvariantCulture, $"{piece.Piece}({piece.Id})");
}
