using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>x ← Norm(x + Dropout(Sublayer(x))): the paper's order (Vaswani et al., 2017, §3.1).</summary>
public sealed record PostNormPlacement : PlacementOptions
{
    public override bool HasFinalNorm => false;

    public override StackWiring Wire(IReadOnlyList<Norm> norms, Norm? finalNorm, float dropout) =>
        new(null, [.. norms.Select(norm => new Join(norm, dropout))]);

    private sealed class Join(Norm norm, float dropout) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch)
        {
            Tensor normed = norm.ForwardResidual(stream.Sum, branch, dropout).Normed;
            return new ResidualStream(normed, normed);
        }
    }
}
