using System.Runtime.InteropServices;

namespace Heed.Text.Batching;

/// <summary>Sentence pairs as ids, all end to end in one array, so that a million pairs are two objects and not two million.</summary>
public sealed class TokenizedPairs
{
    private readonly List<int> ids = [];
    private readonly List<int> ends = [];

    /// <summary>How many pairs there are.</summary>
    public int Count => ends.Count / 2;

    /// <summary>All source ids.</summary>
    public long SourceTokens { get; private set; }

    /// <summary>All target ids, neither start nor end counted.</summary>
    public long TargetTokens { get; private set; }

    /// <summary>Adds a pair; the ids are copied.</summary>
    /// <exception cref="InvalidOperationException">There would be more than 2³¹ ids.</exception>
    public void Add(ReadOnlySpan<int> source, ReadOnlySpan<int> target)
    {
        if (ids.Count + (long)source.Length + target.Length > Array.MaxLength)
        {
            throw new InvalidOperationException($"A data set holds at most {Array.MaxLength} tokens; split it.");
        }

        ids.AddRange(source);
        ends.Add(ids.Count);
        ids.AddRange(target);
        ends.Add(ids.Count);
        SourceTokens += source.Length;
        TargetTokens += target.Length;
    }

    /// <summary>The source ids of a pair, as they were added; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<int> Source(int pair) => Sequence(2 * pair);

    /// <summary>The target ids of a pair, as they were added; valid until the next <see cref="Add"/>.</summary>
    public ReadOnlySpan<int> Target(int pair) => Sequence((2 * pair) + 1);

    private ReadOnlySpan<int> Sequence(int index)
    {
        int start = index == 0 ? 0 : ends[index - 1];
        return CollectionsMarshal.AsSpan(ids)[start..ends[index]];
    }
}
