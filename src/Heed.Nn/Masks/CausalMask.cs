using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>A query sees itself and what came before: the decoder's self-attention (Vaswani et al., 2017, §3.2.3).</summary>
[Variant("j ≤ i", "Vaswani et al., 2017")]
public sealed record CausalMask : MaskOptions
{
    [JsonIgnore]
    public override bool SeesFuture => false;

    public override (int Low, int High) Visible(int position, int keyCount) => (0, position);
}
