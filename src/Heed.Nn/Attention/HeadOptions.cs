using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Attention;

/// <summary>How the width of an attention layer is divided among heads; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.heads", "which heads have queries, keys and values of their own")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(MultiHead), "multi_head")]
[JsonDerivedType(typeof(GroupedQueryHeads), "grouped_query")]
[JsonDerivedType(typeof(MultiQueryHeads), "multi_query")]
[JsonDerivedType(typeof(SharedQueryKeyHeads), "shared_query_key")]
public abstract record HeadOptions
{
    /// <summary>H, the number of query heads.</summary>
    public int Count { get; init; } = 8;

    /// <summary>K, the width of a head (Vaswani et al., 2017, table 3, rows B); D / H if not given. The output projection brings H·K back to D.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>How many heads keys and values have; divides <see cref="Count"/>.</summary>
    [JsonIgnore]
    public abstract int KeyValueCount { get; }

    /// <summary>Whether one projection gives both queries and keys.</summary>
    [JsonIgnore]
    public virtual bool SharesQueryKey => false;

    /// <summary>K for a model of this width.</summary>
    public int Width(int modelWidth) => FindFault(modelWidth) is { } fault ? throw new ArgumentException($"Heads do not fit: {fault}.") : HeadWidth ?? modelWidth / Count;

    /// <summary>What is wrong with the heads of a model of this width, in a few words; null if nothing.</summary>
    public string? FindFault(int modelWidth) =>
        Count < 1 ? $"count is {Count}, but must be at least 1"
        : KeyValueCount < 1 || Count % KeyValueCount != 0 ? $"{Count} heads cannot share {KeyValueCount} groups of keys and values; take a divisor"
        : HeadWidth < 1 ? $"head_width is {HeadWidth}, but must be at least 1"
        : HeadWidth is null && modelWidth % Count != 0 ? $"width {modelWidth} cannot be divided among {Count} heads; take a multiple, or set head_width"
        : null;
}
