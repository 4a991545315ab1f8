using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>
/// x ← x + Dropout(Norm(Sublayer(Norm(x)))), with one more norm at the end: what a sub-layer gives is bounded too, which keeps deep stacks from
/// blowing up (Ding et al., 2021).
/// </summary>
public sealed record SandwichPlacement : PlacementOptions
{
    public override StackWiring Wire(StackParts parts)
    {
        Norm[] norms = [.. parts.Sublayers.Select(name => parts.Norm($"{name}_layer_norm")), parts.Norm($"{parts.Name}.layer_norm")];
        return new StackWiring(norms[0], [.. parts.Sublayers.Select(
            (name, index) => new Join(parts.Norm($"{name}_output_layer_norm"), norms[index + 1], parts.Residual($"{name}_residual"), parts.Dropout))]);
    }

    private sealed class Join(Norm output, Norm next, Residual residual, float dropout) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch)
        {
            (Tensor sum, Tensor normed) = residual.Join(stream.Sum, output.Forward(branch), next, dropout);
            return new ResidualStream(sum, normed);
        }
    }
}
