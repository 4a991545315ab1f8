using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>x ← x + Dropout(Sublayer(x)) (He et al., 2016; Vaswani et al., 2017, §3.1).</summary>
[Variant("x + f(x)", "He et al., 2016")]
public sealed record AddResidual : ResidualOptions
{
    public override Residual Build(ParameterStore store, string name) => new Sum();

    private sealed class Sum : Residual
    {
        public override (Tensor Sum, Tensor Normed) Join(in ResidualStream stream, Tensor branch, Norm norm, float dropout) =>
            norm.ForwardResidual(stream, branch, dropout);
    }
}
