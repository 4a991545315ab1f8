using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>Every query sees every real key: the encoder's self-attention and cross-attention (Vaswani et al., 2017, §3.2.3).</summary>
[Variant("j < length", "Vaswani et al., 2017")]
public sealed record FullMask : MaskOptions
{
    [JsonIgnore]
    public override bool SeesFuture => true;

    public override (int Low, int High) Visible(int position, int keyCount) => (0, keyCount - 1);
}
