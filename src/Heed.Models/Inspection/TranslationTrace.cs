using Heed.Tensors.Ops;

namespace Heed.Models.Inspection;

/// <summary>One translation opened up: its pieces, and who attended to whom in every layer.</summary>
public sealed record TranslationTrace
{
    public required string Source { get; init; }

    public required string Translation { get; init; }

    /// <summary>The pieces of the source, S of them, with their ids; the last is the end token.</summary>
    public required IReadOnlyList<(string Piece, int Id)> SourcePieces { get; init; }

    /// <summary>The pieces of the translation, T of them, with their ids; the last is the end token.</summary>
    public required IReadOnlyList<(string Piece, int Id)> TargetPieces { get; init; }

    /// <summary>ln p of each target piece given those before it: T numbers.</summary>
    public required IReadOnlyList<float> LogProbabilities { get; init; }

    /// <summary>Encoder self-attention, (H, S, S) for each layer.</summary>
    public required IReadOnlyList<AttentionWeights> Encoder { get; init; }

    /// <summary>Decoder self-attention, (H, T, T) for each layer; row t is the step that predicts target piece t.</summary>
    public required IReadOnlyList<AttentionWeights> Decoder { get; init; }

    /// <summary>Attention to the source, (H, T, S) for each layer; row t is the step that predicts target piece t.</summary>
    public required IReadOnlyList<AttentionWeights> Cross { get; init; }

    /// <summary>The cross-attention of a layer (from the end if negative), averaged over its heads: T rows of S weights.</summary>
    public float[][] AverageCross(int layer = -1)
    {
        AttentionWeights weights = Cross[layer < 0 ? Cross.Count + layer : layer];
        var rows = new float[weights.Queries][];
        for (int query = 0; query < rows.Length; query++)
        {
            rows[query] = new float[weights.Keys];
            for (int head = 0; head < weights.Heads; head++)
            {
                ReadOnlySpan<float> row = weights.Row(head, query);
                for (int key = 0; key < row.Length; key++)
                {
                    rows[query][key] += row[key] / weights.Heads;
                }
            }
        }

        return rows;
    }
}
