using System.Runtime.InteropServices;

namespace Heed.Models.Generation.Drafts;

/// <summary>
/// Looks up where the last n tokens stood before, longest n first, in the text itself and in a sample of what the model was trained on, and proposes what
/// followed there (prompt lookup decoding, Saxena, 2023).
/// </summary>
public sealed class NgramDraft : IDraftSource
{
    private readonly int longest;
    private readonly List<int> known;
    private readonly Dictionary<ulong, int> ends = [];
    private readonly int sample;

    /// <param name="longest">The longest n; shorter ones down to 2 are tried after it.</param>
    /// <param name="sample">Text of the same kind; may be empty.</param>
    public NgramDraft(int longest, ReadOnlySpan<int> sample)
    {
        this.longest = Math.Max(2, longest);
        known = [.. sample];
        for (int end = 1; end <= known.Count; end++)
        {
            Learn(end);
        }

        this.sample = known.Count;
    }

    public int Propose(ReadOnlySpan<int> text, Span<int> draft)
    {
        Follow(text);
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(known);
        for (int length = Math.Min(longest, text.Length); length >= 2; length--)
        {
            if (ends.TryGetValue(Hash(text[^length..]), out int end) && end < all.Length)
            {
                int count = Math.Min(draft.Length, all.Length - end);
                all.Slice(end, count).CopyTo(draft);
                Remember();
                return count;
            }
        }

        Remember();
        return 0;
    }

    public void Dispose()
    {
    }

    /// <summary>Adds what is new of the text, all but what its last token ends: that would find itself.</summary>
    private void Follow(ReadOnlySpan<int> text)
    {
        int have = known.Count - sample;
        if (have > text.Length)
        {
            known.RemoveRange(sample, have);
            have = 0;
        }

        for (int index = have; index < text.Length; index++)
        {
            known.Add(text[index]);
            if (index < text.Length - 1)
            {
                Learn(known.Count);
            }
        }
    }

    private void Remember() => Learn(known.Count);

    private void Learn(int end)
    {
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(known);
        for (int length = 2; length <= Math.Min(longest, end); length++)
        {
            ends[Hash(all.Slice(end - length, length))] = end;
        }
    }

    private static ulong Hash(ReadOnlySpan<int> tokens)
    {
        ulong hash = (ulong)tokens.Length;
        foreach (int token in tokens)
        {
            hash = Text.SplitMix64.Mix(hash + (ulong)token + 0x9E3779B97F4A7C15);
        }

        return hash;
    }
}
