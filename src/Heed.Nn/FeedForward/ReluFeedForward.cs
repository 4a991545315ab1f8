using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>max(0, x·W₁ᵀ + b₁)·W₂ᵀ + b₂ (Vaswani et al., 2017, §3.3).</summary>
[Variant("max(0, x·W₁ᵀ + b₁)·W₂ᵀ + b₂", "Vaswani et al., 2017")]
public sealed record ReluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new TwoLayerFeedForward(store, name, width, this, new LinearOptions { HasBias = hasBias, Activation = Activation.Relu, Dropout = Dropout });
}
