using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>GELU(x·W₁ᵀ + b₁)·W₂ᵀ + b₂ with GELU(x) ≈ x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), the form of GPT-2 (Hendrycks and Gimpel, 2016).</summary>
[Variant("the same, with tanh for Φ", "Hendrycks and Gimpel, 2016")]
public sealed record GeluTanhFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new TwoLayerFeedForward(store, name, width, this, new LinearOptions { HasBias = hasBias, Activation = Activation.GeluTanh, Dropout = Dropout });
}
