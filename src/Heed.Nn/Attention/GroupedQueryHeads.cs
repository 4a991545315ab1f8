using System.Text.Json.Serialization;

namespace Heed.Nn.Attention;

/// <summary>Groups of query heads share keys and values (Ainslie et al., 2023); one group is multi-query attention (Shazeer, 2019).</summary>
public sealed record GroupedQueryHeads : HeadOptions
{
    /// <summary>How many key-value heads there are; divides the number of heads.</summary>
    public int Groups { get; init; } = 1;

    [JsonIgnore]
    public override int KeyValueCount => Groups;
}
