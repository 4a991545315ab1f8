using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>
/// A query sees its own chunk whole and some chunks to the left, so that an encoder can work on input while it arrives, a chunk at a time
/// (Zhang et al., 2020; Wu et al., 2021).
/// </summary>
[Variant("⌊i/C⌋ − left ≤ ⌊j/C⌋ ≤ ⌊i/C⌋", "Zhang et al., 2020; Wu et al., 2021")]
public sealed record ChunkedMask : MaskOptions
{
    /// <summary>Positions in a chunk.</summary>
    public int Size { get; init; } = 16;

    /// <summary>How many chunks to the left are seen; null for all of them.</summary>
    public int? LeftChunks { get; init; } = 1;

    [JsonIgnore]
    public override bool SeesFuture => Size > 1;

    public override string? FindFault() => Size < 1 || LeftChunks < 0 ? $"chunks of {Size} positions and {LeftChunks} chunks to the left cannot be seen; take at least 1 and 0" : null;

    public override (int Low, int High) Visible(int position, int keyCount)
    {
        int chunk = position / Size;
        return (LeftChunks is { } left ? (chunk - left) * Size : 0, ((chunk + 1) * Size) - 1);
    }
}
