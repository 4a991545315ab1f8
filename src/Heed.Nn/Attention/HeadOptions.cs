using System.Text.Json.Serialization;

namespace Heed.Nn.Attention;

/// <summary>How the width of an attention layer is divided among heads; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(MultiHead), "multi_head")]
[JsonDerivedType(typeof(GroupedQueryHeads), "grouped_query")]
[JsonDerivedType(typeof(MultiQueryHeads), "multi_query")]
public abstract record HeadOptions
{
    /// <summary>H, the number of query heads. Each is width / H wide.</summary>
    public int Count { get; init; } = 8;

    /// <summary>How many heads keys and values have; divides <see cref="Count"/>.</summary>
    [JsonIgnore]
    public abstract int KeyValueCount { get; }

    /// <summary>K = D / H.</summary>
    public int Width(int modelWidth) => modelWidth % Count == 0 && Count % KeyValueCount == 0
        ? modelWidth / Count
        : throw new ArgumentException($"Width {modelWidth} and {KeyValueCount} key-value heads must be a multiple and a divisor of the {Count} heads.");
}
