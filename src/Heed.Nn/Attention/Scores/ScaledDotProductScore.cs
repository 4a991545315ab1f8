using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention.Scores;

/// <summary>q · k / √K: the scale keeps the variance of a product of K random numbers at 1 (Vaswani et al., 2017, §3.2.1).</summary>
[Variant("q · k / √K", "Vaswani et al., 2017")]
public sealed record ScaledDotProductScore : ScoreOptions
{
    public override AttentionOptions Build(ParameterStore store, string name, AttentionParts parts)
    {
        int headWidth = parts.HeadWidth;
        return new AttentionOptions(parts.Heads.Count, parts.Heads.KeyValueCount, headWidth, 1 / MathF.Sqrt(headWidth));
    }
}
