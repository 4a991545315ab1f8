using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>(SiLU(x·W_gᵀ) ⊙ x·W_uᵀ)·W_dᵀ, without biases (Shazeer, 2020; Touvron et al., 2023).</summary>
public sealed record SwiGluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new GatedFeedForward(store, name, width, this, Activation.Silu);
}
