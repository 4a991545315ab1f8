using Heed.Nn.Catalogue;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>
/// y = γ ⊙ (x − μ) / √(σ² + ε) + β with the mean and variance of each column over the real rows of the batch in training, and running ones at inference
/// (Ioffe and Szegedy, 2015). To show why Transformers do not use it: in training a row depends on the whole batch, and a decoder's on its own future.
/// </summary>
[Variant("γ ⊙ (x − μ) / √(σ² + ε) + β over the batch's real rows; running μ, σ² at inference", "Ioffe and Szegedy, 2015")]
public sealed record BatchNormOptions : NormOptions
{
    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <summary>The share of the newest batch in the running statistics.</summary>
    public float Momentum { get; init; } = 0.1f;

    public override Norm Build(ParameterStore store, string name, int width) => new ColumnNorm(new BatchNormParameters(
        store.Add($"{name}.weight", new Shape(width), Initializers.Ones),
        store.Add($"{name}.bias", new Shape(width), Initializers.Zeros),
        store.AddBuffer($"{name}.running_mean", new Shape(width), Initializers.Zeros),
        store.AddBuffer($"{name}.running_var", new Shape(width), Initializers.Ones),
        Epsilon,
        Momentum));

    private sealed class ColumnNorm(BatchNormParameters parameters) : Norm
    {
        public override Tensor Forward(Tensor x, Integers real = default) => BatchNormOp.Apply(x, parameters, real);

        public override (Tensor Sum, Tensor Normed) ForwardResidual(in ResidualStream stream, Tensor branch, float dropout)
        {
            Tensor sum = ResidualOp.Apply(stream.Sum, branch, dropout);
            return (sum, Forward(sum, stream.Real));
        }
    }
}
