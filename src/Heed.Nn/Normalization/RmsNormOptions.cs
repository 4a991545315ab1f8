using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>y = γ ⊙ x / √(mean(x²) + ε) over the columns of each row: no mean is taken away and none is added (Zhang and Sennrich, 2019).</summary>
[Variant("γ ⊙ x / √(mean(x²) + ε) over each row", "Zhang and Sennrich, 2019")]
public sealed record RmsNormOptions : NormOptions
{
    /// <summary>Added to the mean square.</summary>
    public float Epsilon { get; init; } = 1e-6f;

    public override Norm Build(ParameterStore store, string name, int width) =>
        new RowNorm(new NormParameters(store.Add($"{name}.weight", new Shape(width), Initializers.Ones), Shift: null, Epsilon, Centers: false));
}
