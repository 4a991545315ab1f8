using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>(SiLU(x·W_gᵀ) ⊙ x·W_uᵀ)·W_dᵀ, without biases (Shazeer, 2020; Touvron et al., 2023).</summary>
[Variant("(SiLU(x·W_gᵀ) ⊙ x·W_uᵀ)·W_dᵀ", "Shazeer, 2020")]
public sealed record SwiGluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new GatedFeedForward(store, name, width, this, Activation.Silu);
}
