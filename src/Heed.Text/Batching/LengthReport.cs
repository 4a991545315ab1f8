using System.Globalization;

namespace Heed.Text.Batching;

/// <summary>What a <see cref="LengthPolicy"/> did, to be shown to the user.</summary>
public sealed class LengthReport
{
    /// <summary>Pairs in the data set, truncated ones included.</summary>
    public int Kept { get; internal set; }

    /// <summary>Pairs of which a side was cut.</summary>
    public int Truncated { get; internal set; }

    /// <summary>Pairs left out because a side was too long.</summary>
    public int Skipped { get; internal set; }

    /// <summary>Pairs left out because a side had no pieces.</summary>
    public int Empty { get; internal set; }

    /// <summary>Pieces of the longest source met, before cutting.</summary>
    public int LongestSource { get; internal set; }

    /// <summary>Pieces of the longest target met, before cutting.</summary>
    public int LongestTarget { get; internal set; }

    /// <summary>One line for the log.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kept} pairs kept, {Truncated} of them truncated; {Skipped} skipped as too long, {Empty} with an empty side; longest source {LongestSource}, target {LongestTarget} pieces");
}
