using System.Text.Json.Serialization;

namespace Heed.Nn.Attention;

/// <summary>All query heads share one head of keys and values (Shazeer, 2019): the smallest cache.</summary>
public sealed record MultiQueryHeads : HeadOptions
{
    [JsonIgnore]
    public override int KeyValueCount => 1;
}
