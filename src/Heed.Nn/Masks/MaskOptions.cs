using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Masks;

/// <summary>
/// Which keys a query may see, said as one interval [first, last] of key rows for each query row. Padding is part of every mask: a padded
/// key lies outside every interval, and a padded query sees nothing. Selected by <c>kind</c> in a configuration.
/// </summary>
[Seam("model.encoder_mask, model.decoder_mask, model.mask", "which keys j a query i sees")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(FullMask), "full")]
[JsonDerivedType(typeof(CausalMask), "causal")]
[JsonDerivedType(typeof(SlidingWindowMask), "sliding_window")]
[JsonDerivedType(typeof(ChunkedMask), "chunked")]
[JsonDerivedType(typeof(PrefixMask), "prefix")]
[JsonDerivedType(typeof(SegmentMask), "segments")]
public abstract record MaskOptions
{
    /// <summary>Whether a query sees keys behind its own position; a decoder must not.</summary>
    [JsonIgnore]
    public abstract bool SeesFuture { get; }

    /// <summary>What is wrong with the options, in a few words; null if nothing.</summary>
    public virtual string? FindFault() => null;

    /// <summary>The intervals of every query row over the key rows.</summary>
    public AttentionLayout Layout(Workspace workspace, Sequences queries, Sequences keys)
    {
        Integers first = workspace.AllocateIntegers(queries.Rows);
        Integers last = workspace.AllocateIntegers(queries.Rows);
        for (int sequence = 0; sequence < queries.Count; sequence++)
        {
            int queryStart = queries.Offsets.Values[sequence];
            int keyStart = keys.Offsets.Values[sequence];
            int queryCount = queries.Lengths.Values[sequence];
            int keyCount = keys.Lengths.Values[sequence];
            for (int row = queryStart; row < queries.Offsets.Values[sequence + 1]; row++)
            {
                int position = row - queryStart;
                (int low, int high) = position < queryCount ? Visible(position, keyCount) : (0, -1);
                first.Values[row] = keyStart + Math.Max(low, 0);
                last.Values[row] = keyStart + Math.Min(high, keyCount - 1);
            }
        }

        return new AttentionLayout(queries.Offsets, keys.Offsets, first, last);
    }

    /// <summary>
    /// The positions [Low, High] among <paramref name="keyCount"/> keys that the query at <paramref name="position"/> sees; empty where
    /// High &lt; Low. Low may lie before the first key and High behind the last.
    /// </summary>
    public abstract (int Low, int High) Visible(int position, int keyCount);
}
