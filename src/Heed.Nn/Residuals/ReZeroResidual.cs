using Heed.Nn.Catalogue;
using Heed.Nn.Normalization;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Residuals;

/// <summary>x ← x + Dropout(α · Sublayer(x)) with one α a sub-layer that begins at 0, so that a deep stack begins as the identity (Bachlechner et al., 2021).</summary>
[Variant("x + α · f(x), α = 0 at first", "Bachlechner et al., 2021")]
public sealed record ReZeroResidual : ResidualOptions
{
    public override Residual Build(ParameterStore store, string name) => new Scaled(store.Add($"{name}.scale", new Shape(1), Initializers.Zeros));

    private sealed class Scaled(Parameter scale) : Residual
    {
        public override (Tensor Sum, Tensor Normed) Join(in ResidualStream stream, Tensor branch, Norm norm, float dropout) =>
            norm.ForwardResidual(stream, ScaleOp.Apply(branch, scale), dropout);
    }
}
