namespace Heed.Text.Batching.Masked;

/// <summary>
/// Cuts running text into pairs of segments: whole sentences as long as they fit, cut in two at a random sentence; in half of the pairs the
/// second segment is then exchanged for one from anywhere in the text, and what it would have been begins the next pair (Devlin et al., 2019, §3.1).
/// </summary>
public sealed class SegmentPairs(RunningText text, int maximumRows)
{
    private const int Specials = 3;
    private readonly List<SegmentPair> pairs = [];

    /// <summary>The pairs of an epoch, the same for the same seed and epoch; valid until the next call.</summary>
    public IReadOnlyList<SegmentPair> Cut(ulong seed, int epoch)
    {
        var random = SplitMix64.Of(seed, (ulong)epoch);
        pairs.Clear();
        for (int document = 0; document < text.Documents; document++)
        {
            (int first, int end) = text.Document(document);
            while (first < end)
            {
                first = Take(first, end, ref random);
            }
        }

        return pairs;
    }

    /// <summary>Makes one pair of the sentences from <paramref name="first"/> on.</summary>
    /// <returns>The first sentence that it does not use.</returns>
    private int Take(int first, int end, ref SplitMix64 random)
    {
        int room = maximumRows - Specials;
        int last = first + 1;
        while (last < end && text.Start(last + 1) - text.Start(first) <= room)
        {
            last++;
        }

        if (last - first < 2)
        {
            pairs.Add(new SegmentPair(Stretch(first, last, room), default, Continuation.Alone));
            return last;
        }

        int middle = first + 1 + random.Below(last - first - 1);
        TextStretch segment = Stretch(first, middle, room);
        if (random.Below(2) == 0)
        {
            pairs.Add(new SegmentPair(segment, Stretch(middle, last, room - segment.Length), Continuation.Next));
            return last;
        }

        pairs.Add(new SegmentPair(segment, Anywhere(room - segment.Length, ref random), Continuation.Random));
        return middle;
    }

    private TextStretch Stretch(int first, int last, int room)
    {
        int start = text.Start(first);
        return new TextStretch(start, Math.Min(text.Start(last) - start, room));
    }

    /// <summary>Sentences from a random place, within its document, as many as fit.</summary>
    private TextStretch Anywhere(int room, ref SplitMix64 random)
    {
        int first = random.Below(text.Sentences);
        int document = 0;
        for (int low = 0, high = text.Documents - 1; low <= high;)
        {
            int middle = (low + high) / 2;
            (document, low, high) = text.Document(middle).End > first ? (middle, low, middle - 1) : (document, middle + 1, high);
        }

        int last = first + 1;
        while (last < text.Document(document).End && text.Start(last + 1) - text.Start(first) <= room)
        {
            last++;
        }

        return Stretch(first, last, room);
    }
}
