using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>(GELU(x·W_gᵀ) ⊙ x·W_uᵀ)·W_dᵀ with GELU's tanh form, without biases (Shazeer, 2020; T5 1.1).</summary>
[Variant("(GELU(x·W_gᵀ) ⊙ x·W_uᵀ)·W_dᵀ", "Shazeer, 2020")]
public sealed record GeGluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new GatedFeedForward(store, name, width, this, Activation.GeluTanh);
}
