using Heed.Tensors.Ops;

namespace Heed.Models.Inspection;

/// <summary>Which keys each query sees: those from <paramref name="First"/> to <paramref name="Last"/>, inclusive; none where first is behind last.</summary>
public sealed record MaskIntervals(IReadOnlyList<int> First, IReadOnlyList<int> Last)
{
    internal static MaskIntervals Of(AttentionWeights attention) => new(attention.First, attention.Last);

    internal static MaskIntervals Of(int queries, Func<int, (int First, int Last)> interval)
    {
        (int First, int Last)[] rows = [.. Enumerable.Range(0, queries).Select(interval)];
        return new MaskIntervals([.. rows.Select(row => row.First)], [.. rows.Select(row => row.Last)]);
    }
}
