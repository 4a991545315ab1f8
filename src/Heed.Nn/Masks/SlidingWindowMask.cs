using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Masks;

/// <summary>The query at i sees the keys i − before … i + after: cost grows with the window, not with the length (Beltagy, Peters and Cohan, 2020).</summary>
[Variant("i − before ≤ j ≤ i + after", "Beltagy, Peters and Cohan, 2020")]
public sealed record SlidingWindowMask : MaskOptions
{
    /// <summary>How many keys to the left are seen.</summary>
    public int Before { get; init; } = 128;

    /// <summary>How many keys to the right are seen; 0 for a decoder.</summary>
    public int After { get; init; }

    [JsonIgnore]
    public override bool SeesFuture => After > 0;

    public override string? FindFault() => Before < 0 || After < 0 ? $"a window of {Before} before and {After} after cannot be seen; take at least 0" : null;

    public override (int Low, int High) Visible(int position, int keyCount) => (position - Before, position + After);
}
