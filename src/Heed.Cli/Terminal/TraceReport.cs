using Heed.Models.Inspection;

namespace Heed.Cli.Terminal;

/// <summary>Prints an opened-up translation.</summary>
internal static class TraceReport
{
    /// <summary>Pieces and ids of both sides, then the picture.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="trace">What to show.</param>
    /// <param name="layer">One layer, from 0, or all.</param>
    /// <param name="head">One head, from 0, or all.</param>
    public static void Write(TextWriter output, TranslationTrace trace, int? layer, int? head)
    {
        output.WriteLine($"translation  {trace.Translation.Text}");
        output.WriteLine($"score        {FormattableString.Invariant($"{trace.Translation.Score:F4}")}");
        output.WriteLine($"source       {Pieces(trace.SourcePieces, trace.SourceIds)}");
        output.WriteLine($"target       {Pieces(trace.TargetPieces, trace.TargetIds)}");
        output.WriteLine();
        string which = (layer, head) switch
        {
            (null, null) => "mean of all layers and heads",
            ({ } l, null) => $"layer {l}, mean of its heads",
            (null, { } h) => $"head {h}, mean of all layers",
            ({ } l, { } h) => $"layer {l}, head {h}",
        };
        output.WriteLine($"cross-attention ({which}): rows are target positions (queries), columns source pieces (keys)");
        WriteMap(output, trace, layer, head);
    }

    /// <summary>The picture and its legend.</summary>
    public static void WriteMap(TextWriter output, TranslationTrace trace, int? layer, int? head)
    {
        foreach (string line in HeatMap.Draw(trace.TargetPieces, trace.SourcePieces, trace.CrossAttention.Mean(layer, head)))
        {
            output.WriteLine(line);
        }

        output.WriteLine(HeatMap.Legend);
    }

    private static string Pieces(IReadOnlyList<string> pieces, IReadOnlyList<int> ids) =>
        string.Join(' ', pieces.Zip(ids, (piece, id) => FormattableString.Invariant($"{piece}({id})")));
}
