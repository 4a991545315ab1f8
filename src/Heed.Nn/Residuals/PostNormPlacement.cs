using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>x ← Norm(x + Dropout(Sublayer(x))): the paper's order (Vaswani et al., 2017, §3.1).</summary>
[Variant("x ← Norm(x + f(x))", "Vaswani et al., 2017")]
public sealed record PostNormPlacement : PlacementOptions
{
    public override StackWiring Wire(StackParts parts) => new(
        null, [.. parts.Sublayers.Select(name => new Join(parts.Norm($"{name}_layer_norm"), parts.Residual($"{name}_residual"), parts.Dropout))]);

    private sealed class Join(Norm norm, Residual residual, float dropout) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch)
        {
            Tensor normed = residual.Join(stream, branch, norm, dropout).Normed;
            return new ResidualStream(normed, normed, stream.Real);
        }
    }
}
