using System.Text.Json.Serialization;

namespace Heed.Nn.Attention;

/// <summary>Every query head has keys and values of its own (Vaswani et al., 2017, §3.2.2).</summary>
public sealed record MultiHead : HeadOptions
{
    [JsonIgnore]
    public override int KeyValueCount => Count;
}
