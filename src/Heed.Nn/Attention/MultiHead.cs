using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Attention;

/// <summary>Every query head has keys and values of its own (Vaswani et al., 2017, §3.2.2).</summary>
[Variant("H heads of q, H of k and v", "Vaswani et al., 2017")]
public sealed record MultiHead : HeadOptions
{
    [JsonIgnore]
    public override int KeyValueCount => Count;
}
