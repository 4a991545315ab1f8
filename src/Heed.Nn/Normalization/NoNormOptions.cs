using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>y = x: no normalisation at all (to show what it is for).</summary>
public sealed record NoNormOptions : NormOptions
{
    public override Norm Build(ParameterStore store, string name, int width) => new Identity();

    private sealed class Identity : Norm
    {
        public override Tensor Forward(Tensor x) => x;

        public override (Tensor Sum, Tensor Normed) ForwardResidual(Tensor stream, Tensor branch, float dropout)
        {
            Tensor sum = ResidualOp.Apply(stream, branch, dropout);
            return (sum, sum);
        }
    }
}
