using Heed.Nn.Catalogue;

namespace Heed.Training.Optimizers;

/// <summary>
/// Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂ / (√v̂ + ε); weight decay, if any, is added to g
/// (Kingma and Ba, 2015).
/// </summary>
[Variant("m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − η·m̂ / (√v̂ + ε)", "Kingma and Ba, 2015")]
public sealed record AdamOptions : AdamFamilyOptions
{
    /// <inheritdoc/>
    public override float WeightDecay { get; init; }

    protected override bool IsDecoupled => false;
}
