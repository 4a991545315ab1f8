using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Normalization;

/// <summary>A norm of each row by itself, fused with the residual sum in front of it.</summary>
internal sealed class RowNorm(NormParameters parameters) : Norm
{
    public override Tensor Forward(Tensor x, Integers real = default) => LayerNormOp.Apply(x, parameters);

    public override (Tensor Sum, Tensor Normed) ForwardResidual(in ResidualStream stream, Tensor branch, float dropout) =>
        ResidualNormOp.Apply(stream.Sum, branch, parameters, dropout);
}
