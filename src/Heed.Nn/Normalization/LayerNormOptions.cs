using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>y = γ ⊙ (x − μ) / √(σ² + ε) + β over the columns of each row, variance without Bessel's correction (Ba, Kiros and Hinton, 2016).</summary>
[Variant("γ ⊙ (x − μ) / √(σ² + ε) + β over each row", "Ba, Kiros and Hinton, 2016")]
public sealed record LayerNormOptions : NormOptions
{
    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    public override Norm Build(ParameterStore store, string name, int width)
    {
        Parameter gain = store.Add($"{name}.weight", new Shape(width), Initializers.Ones);
        Parameter shift = store.Add($"{name}.bias", new Shape(width), Initializers.Zeros);
        return new RowNorm(new NormParameters(gain, shift, Epsilon));
    }
}
