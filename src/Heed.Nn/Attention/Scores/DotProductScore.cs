using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention.Scores;

/// <summary>q · k without a scale (Luong, Pham and Manning, 2015). As in T5, the initial weights of the query carry the 1/√K instead (Raffel et al., 2020).</summary>
[Variant("q · k, with 1/√K in the initial weights of q", "Luong, Pham and Manning, 2015; Raffel et al., 2020")]
public sealed record DotProductScore : ScoreOptions
{
    /// <summary>Whether the initial weights of the query's projection are divided by √K; off to show why the scale is there.</summary>
    public bool FoldScale { get; init; } = true;

    public override float QueryGain(int headWidth) => FoldScale ? 1 / MathF.Sqrt(headWidth) : 1;

    public override AttentionOptions Build(ParameterStore store, string name, AttentionParts parts) =>
        new(parts.Heads.Count, parts.Heads.KeyValueCount, parts.HeadWidth, Scale: 1);
}
