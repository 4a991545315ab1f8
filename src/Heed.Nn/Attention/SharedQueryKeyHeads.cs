using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Attention;

/// <summary>
/// One projection gives both queries and keys, in cross-attention too, so that scores are symmetric (Kitaev, Kaiser and Levskaya, 2020, §2). Keys are not brought to
/// length 1 as Reformer's hashing wants them.
/// </summary>
[Variant("q = k = x·W_qkᵀ", "Kitaev, Kaiser and Levskaya, 2020")]
public sealed record SharedQueryKeyHeads : HeadOptions
{
    [JsonIgnore]
    public override int KeyValueCount => Count;

    [JsonIgnore]
    public override bool SharesQueryKey => true;
}
