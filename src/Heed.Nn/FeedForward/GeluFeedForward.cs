using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>GELU(x·W₁ᵀ + b₁)·W₂ᵀ + b₂ with GELU(x) = x·Φ(x), the exact form (Hendrycks and Gimpel, 2016).</summary>
[Variant("GELU(x·W₁ᵀ + b₁)·W₂ᵀ + b₂, GELU(x) = x·Φ(x)", "Hendrycks and Gimpel, 2016")]
public sealed record GeluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new TwoLayerFeedForward(store, name, width, this, new LinearOptions { HasBias = hasBias, Activation = Activation.Gelu, Dropout = Dropout });
}
