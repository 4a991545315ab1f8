using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>SiLU(x·W₁ᵀ + b₁)·W₂ᵀ + b₂ with SiLU(x) = x·σ(x), which Marian calls swish (Ramachandran, Zoph and Le, 2017).</summary>
[Variant("SiLU(x·W₁ᵀ + b₁)·W₂ᵀ + b₂, SiLU(x) = x·σ(x)", "Ramachandran, Zoph and Le, 2017")]
public sealed record SiluFeedForward : FeedForwardOptions
{
    public override IFeedForward Build(ParameterStore store, string name, int width, bool hasBias) =>
        new TwoLayerFeedForward(store, name, width, this, new LinearOptions { HasBias = hasBias, Activation = Activation.Silu, Dropout = Dropout });
}
