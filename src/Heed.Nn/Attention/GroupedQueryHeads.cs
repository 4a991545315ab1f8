using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Attention;

/// <summary>Groups of query heads share keys and values (Ainslie et al., 2023); one group is multi-query attention (Shazeer, 2019).</summary>
[Variant("H heads of q, one of k and v for each group", "Ainslie et al., 2023")]
public sealed record GroupedQueryHeads : HeadOptions
{
    /// <summary>How many key-value heads there are; divides the number of heads.</summary>
    public int Groups { get; init; } = 1;

    [JsonIgnore]
    public override int KeyValueCount => Groups;
}
