using Heed.Nn.Catalogue;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>y = x: no normalisation at all (to show what it is for).</summary>
[Variant("x", "")]
public sealed record NoNormOptions : NormOptions
{
    public override Norm Build(ParameterStore store, string name, int width) => new Identity();

    private sealed class Identity : Norm
    {
        public override Tensor Forward(Tensor x, Integers real = default) => x;

        public override (Tensor Sum, Tensor Normed) ForwardResidual(in ResidualStream stream, Tensor branch, float dropout)
        {
            Tensor sum = ResidualOp.Apply(stream.Sum, branch, dropout);
            return (sum, sum);
        }
    }
}
