namespace Heed.Text.Batching.Spans;

/// <summary>
/// T5's pre-training: spans of a text are taken out and a sentinel stands for each; what is to be written is each sentinel with its span, and one more at
/// the end (Raffel et al., 2020, figure 2). "Thank you for inviting me" → "Thank ⟨0⟩ inviting me" and "⟨0⟩ you for ⟨1⟩".
/// </summary>
/// <param name="sentinels">Ids of the sentinels, in the order in which they are used.</param>
/// <param name="options">How much is taken out.</param>
public sealed class SpanCorruptor(IReadOnlyList<int> sentinels, SpanCorruptionOptions options)
{
    /// <summary>Takes spans out of a text; null for one of fewer than two pieces, of which nothing would be left.</summary>
    public (int[] Source, int[] Target)? Corrupt(ReadOnlySpan<int> ids, ref SplitMix64 random)
    {
        if (ids.Length < 2)
        {
            return null;
        }

        int removed = Math.Clamp((int)Math.Round(ids.Length * options.Rate), 1, ids.Length - 1);
        int spans = Math.Clamp((int)Math.Round(removed / options.MeanLength), 1, Math.Min(Math.Min(removed, ids.Length - removed), sentinels.Count - 1));
        int[] taken = Cut(removed, spans, ref random);
        int[] kept = Cut(ids.Length - removed, spans, ref random);
        var source = new List<int>();
        var target = new List<int>();
        int position = 0;
        for (int span = 0; span < spans; span++)
        {
            source.AddRange(ids.Slice(position, kept[span]));
            source.Add(sentinels[span]);
            position += kept[span];
            target.Add(sentinels[span]);
            target.AddRange(ids.Slice(position, taken[span]));
            position += taken[span];
        }

        target.Add(sentinels[spans]);
        return ([.. source], [.. target]);
    }

    /// <summary>Cuts a length into so many parts of at least 1, all ways equally likely.</summary>
    private static int[] Cut(int length, int parts, ref SplitMix64 random)
    {
        int[] places = [.. Enumerable.Range(1, length - 1)];
        random.Shuffle<int>(places);
        int[] ends = [.. places.Take(parts - 1).Order(), length];
        return [.. ends.Select((end, index) => end - (index == 0 ? 0 : ends[index - 1]))];
    }
}
