namespace Heed.Text.Batching;

/// <summary>What happens to a sentence with more pieces than the model may see.</summary>
public enum TooLong
{
    /// <summary>The pair is left out.</summary>
    Skip,

    /// <summary>The pieces after the limit are cut off.</summary>
    Truncate,
}

/// <summary>How long the sentences of a pair may be. Whatever it changes is counted in a <see cref="LengthReport"/>.</summary>
/// <param name="MaximumSource">Most pieces of a source, special tokens not counted.</param>
/// <param name="MaximumTarget">Most pieces of a target, special tokens not counted.</param>
/// <param name="TooLong">What to do beyond that.</param>
public sealed record LengthPolicy(int MaximumSource, int MaximumTarget, TooLong TooLong)
{
    /// <summary>No limit.</summary>
    public static readonly LengthPolicy Unlimited = new(int.MaxValue, int.MaxValue, TooLong.Skip);

    /// <summary>Adds a pair, whole or cut, or leaves it out; a pair with an empty side has nothing to teach and is always left out.</summary>
    public void Apply(ReadOnlySpan<int> source, ReadOnlySpan<int> target, TokenizedPairs pairs, LengthReport report)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(report);
        bool isTooLong = source.Length > MaximumSource || target.Length > MaximumTarget;
        report.LongestSource = Math.Max(report.LongestSource, source.Length);
        report.LongestTarget = Math.Max(report.LongestTarget, target.Length);
        if (source.IsEmpty || target.IsEmpty)
        {
            report.Empty++;
            return;
        }

        if (isTooLong && TooLong == TooLong.Skip)
        {
            report.Skipped++;
            return;
        }

        report.Truncated += isTooLong ? 1 : 0;
        report.Kept++;
        pairs.Add(source[..Math.Min(source.Length, MaximumSource)], target[..Math.Min(target.Length, MaximumTarget)]);
    }
}
