using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>
/// A text is read in segments: a query sees its own segment up to itself, and so many positions before the segment, the memory. Each layer remembers what the layer
/// below made of them with a memory of its own, so that what is seen reaches further back with every layer (Dai et al., 2019, §3.2). Without memory the segments are
/// independent.
/// </summary>
/// <remarks>
/// All segments of a sequence run at once, a layer at a time, with the values that reading them one after another would give. In training the gradient goes into
/// the memory too, as far as the sequence reaches: the paper stops it there only because it has let go of the segments before.
/// </remarks>
[Variant("⌊i/C⌋·C − memory ≤ j ≤ i", "Dai et al., 2019")]
public sealed record SegmentMask : MaskOptions
{
    /// <summary>Positions in a segment.</summary>
    public int Length { get; init; } = 64;

    /// <summary>How many positions before the segment are remembered.</summary>
    public int Memory { get; init; } = 64;

    [JsonIgnore]
    public override bool SeesFuture => false;

    public override string? FindFault() =>
        Length < 1 || Memory < 0 ? $"segments of {Length} positions with a memory of {Memory} cannot be read; take at least 1 and 0" : null;

    public override (int Low, int High) Visible(int position, int keyCount) => ((position / Length * Length) - Memory, position);
}
