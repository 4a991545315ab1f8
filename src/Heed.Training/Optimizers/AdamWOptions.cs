using Heed.Nn.Catalogue;

namespace Heed.Training.Optimizers;

/// <summary>AdamW: as Adam, but the decay shrinks the weights themselves: p ← p − η·λ·p (Loshchilov and Hutter, 2019).</summary>
[Variant("as adam, and p ← p − η·λ·p", "Loshchilov and Hutter, 2019")]
public sealed record AdamWOptions : AdamFamilyOptions
{
    /// <inheritdoc/>
    public override float WeightDecay { get; init; } = 0.01f;

    protected override bool IsDecoupled => true;
}
