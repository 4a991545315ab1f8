using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>
/// x ← x + Dropout(Norm(Sublayer(Norm(x)))), with one more norm at the end: pre-norm in which what a sub-layer gives is bounded too, which keeps
/// deep stacks from blowing up (Ding et al., 2021).
/// </summary>
[Variant("x ← x + Norm(f(Norm(x))), and a norm at the end", "Ding et al., 2021")]
public sealed record SandwichPlacement : PlacementOptions
{
    public override StackWiring Wire(StackParts parts)
    {
        StackWiring pre = new PreNormPlacement().Wire(parts);
        return new StackWiring(pre.Entry, [.. pre.Joins.Zip(parts.Sublayers, (join, name) => new Join(parts.Norm($"{name}_output_layer_norm"), join))]);
    }

    private sealed class Join(Norm output, SublayerJoin inner) : SublayerJoin
    {
        public override ResidualStream Forward(ResidualStream stream, Tensor branch) => inner.Forward(stream, output.Forward(branch, stream.Real));
    }
}
