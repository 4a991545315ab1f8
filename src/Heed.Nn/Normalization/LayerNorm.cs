using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>y = γ ⊙ (x − μ) / √(σ² + ε) + β over the columns of each row, variance without Bessel's correction (Ba, Kiros and Hinton, 2016).</summary>
public sealed class LayerNorm : Norm
{
    private readonly Parameter gain;
    private readonly Parameter shift;
    private readonly float epsilon;

    /// <summary>Declares <c>name.weight</c> (γ) and <c>name.bias</c> (β), both (D).</summary>
    public LayerNorm(ParameterStore store, string name, int width, float epsilon)
    {
        gain = store.Add($"{name}.weight", new Shape(width), Initializers.Ones);
        shift = store.Add($"{name}.bias", new Shape(width), Initializers.Zeros);
        this.epsilon = epsilon;
    }

    public override Tensor Forward(Tensor x) => LayerNormOp.Apply(x, gain, shift, epsilon);

    public override (Tensor Sum, Tensor Normed) ForwardResidual(Tensor stream, Tensor branch, float dropout) =>
        ResidualNormOp.Apply(stream, branch, gain, shift, epsilon, dropout);
}
