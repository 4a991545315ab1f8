using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>
/// x ← x + Dropout(Sublayer(Norm(x))), with one more norm at the end (Xiong et al., 2020). Each join already normalises for the
/// sub-layer that follows it, so that sum and norm are one pass over memory.
/// </summary>
public sealed record PreNormPlacement : PlacementOptions
{
    public override bool HasFinalNorm => true;

    public override StackWiring Wire(IReadOnlyList<Norm> norms, Norm? finalNorm, float dropout)
    {
        ArgumentNullException.ThrowIfNull(finalNorm);
        return new StackWiring(norms.Count == 0 ? finalNorm : norms[0], [.. norms.Skip(1).Append(finalNorm).Select(next => new Join(next, dropout))]);
    }

    private sealed class Join(Norm next, float dropout) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch)
        {
            (Tensor sum, Tensor normed) = next.ForwardResidual(stream.Sum, branch, dropout);
            return new ResidualStream(sum, normed);
        }
    }
}
