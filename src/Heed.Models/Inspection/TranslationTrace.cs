using Heed.Models.Inspection.Positions;

namespace Heed.Models.Inspection;

/// <summary>One translation opened up: pieces, attention, masks, search and cache. docs/inspection.md describes it as JSON.</summary>
public sealed record TranslationTrace
{
    /// <summary>Of the JSON.</summary>
    public int Version { get; init; } = 1;

    public required ModelSummary Model { get; init; }

    public required string SourceText { get; init; }

    public required string TargetText { get; init; }

    public required TracedSource Source { get; init; }

    public required TracedTarget Target { get; init; }

    public required AttentionMaps Attention { get; init; }

    public required MaskTrace Masks { get; init; }

    /// <summary>Null where the translation was given instead of searched for.</summary>
    public DecodingTrace? Decoding { get; init; }

    /// <summary>Of the search; null where there was none.</summary>
    public CacheTrace? Cache { get; init; }

    /// <summary>The heads that were off in everything but the search.</summary>
    public required IReadOnlyList<HeadPlace> Off { get; init; }

    /// <summary>What each head does for the translation, where that was asked for.</summary>
    public HeadEffects? Effects { get; init; }

    /// <summary>Every kind of position, where that was asked for; the same for every sentence.</summary>
    public IReadOnlyList<PositionView>? Positions { get; init; }

    /// <summary>The cross-attention of a layer (from the end if negative), averaged over its heads: T rows of S weights.</summary>
    public float[][] AverageCross(int layer = -1)
    {
        IReadOnlyList<HeadMap> heads = Attention.Cross[layer < 0 ? Attention.Cross.Count + layer : layer];
        float[][] mean = [.. heads[0].Weights.Select(row => new float[row.Length])];
        foreach (HeadMap head in heads)
        {
            for (int query = 0; query < mean.Length; query++)
            {
                for (int key = 0; key < mean[query].Length; key++)
                {
                    mean[query][key] += head.Weights[query][key] / heads.Count;
                }
            }
        }

        return mean;
    }
}
