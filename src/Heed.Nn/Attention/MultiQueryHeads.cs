using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Attention;

/// <summary>All query heads share one head of keys and values (Shazeer, 2019): the smallest cache.</summary>
[Variant("H heads of q, one of k and v", "Shazeer, 2019")]
public sealed record MultiQueryHeads : HeadOptions
{
    [JsonIgnore]
    public override int KeyValueCount => 1;
}
