using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Residuals;

/// <summary>x ← Dropout(Sublayer(x)): nothing goes past a sub-layer (to show what the residual sum is for).</summary>
[Variant("f(x)", "")]
public sealed record NoResidual : ResidualOptions
{
    public override Residual Build(ParameterStore store, string name) => new Branch();

    private sealed class Branch : Residual
    {
        public override (Tensor Sum, Tensor Normed) Join(in ResidualStream stream, Tensor branch, Norm norm, float dropout)
        {
            Tensor sum = DropoutOp.Apply(branch, dropout);
            return (sum, norm.Forward(sum, stream.Real));
        }
    }
}
