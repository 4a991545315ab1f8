using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>The first positions see each other whole, the others themselves and what came before: a prefix language model (Liu et al., 2018; Raffel et al., 2020).</summary>
[Variant("j ≤ max(i, P − 1)", "Liu et al., 2018; Raffel et al., 2020")]
public sealed record PrefixMask : MaskOptions
{
    /// <summary>Positions in the prefix.</summary>
    public int Length { get; init; } = 16;

    [JsonIgnore]
    public override bool SeesFuture => Length > 1;

    public override (int Low, int High) Visible(int position, int keyCount) => (0, Math.Max(position, Length - 1));
}
