using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>
/// x ← x + Dropout(Sublayer(Norm(x))), with one more norm at the end (Xiong et al., 2020). Each join already normalises for the
/// sub-layer that follows it, so that sum and norm are one pass over memory.
/// </summary>
[Variant("x ← x + f(Norm(x)), and a norm at the end", "Xiong et al., 2020")]
public sealed record PreNormPlacement : PlacementOptions
{
    public override StackWiring Wire(StackParts parts)
    {
        Norm[] norms = [.. parts.Sublayers.Select(name => parts.Norm($"{name}_layer_norm")), parts.Norm($"{parts.Name}.layer_norm")];
        return new StackWiring(norms[0], [.. parts.Sublayers.Select(
            (name, index) => new Join(norms[index + 1], parts.Residual($"{name}_residual"), parts.Dropout))]);
    }

    private sealed class Join(Norm next, Residual residual, float dropout) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch)
        {
            (Tensor sum, Tensor normed) = residual.Join(stream, branch, next, dropout);
            return new ResidualStream(sum, normed, stream.Real);
        }
    }
}
