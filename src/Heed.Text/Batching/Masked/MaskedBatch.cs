namespace Heed.Text.Batching.Masked;

/// <summary>
/// Pairs of segments end to end, with pieces exchanged for [MASK] or others, and what stood there. The same object is filled again and again
/// and keeps its memory.
/// </summary>
public sealed class MaskedBatch
{
    private int[] ids = [];
    private int[] segments = [];
    private int[] offsets = [0];
    private int[] continuations = [];
    private int[] maskedRows = [];
    private int[] maskedIds = [];
    private int[] order = [];
    private int masked;

    /// <summary>Inputs in the batch, B.</summary>
    public int Count { get; private set; }

    /// <summary>(N), what the model sees.</summary>
    public ReadOnlySpan<int> Ids => ids.AsSpan(0, offsets[Count]);

    /// <summary>(N), 0 for the first segment of each input and 1 for the second.</summary>
    public ReadOnlySpan<int> Segments => segments.AsSpan(0, offsets[Count]);

    /// <summary>(B + 1), where each input begins, and the end.</summary>
    public ReadOnlySpan<int> Offsets => offsets.AsSpan(0, Count + 1);

    /// <summary>(M), the rows whose piece is to be guessed.</summary>
    public ReadOnlySpan<int> MaskedRows => maskedRows.AsSpan(0, masked);

    /// <summary>(M), the pieces that were there.</summary>
    public ReadOnlySpan<int> MaskedIds => maskedIds.AsSpan(0, masked);

    /// <summary>(B), a <see cref="Continuation"/> each; what is negative is not to be guessed.</summary>
    public ReadOnlySpan<int> Continuations => continuations.AsSpan(0, Count);

    /// <summary>Empties the batch and makes room for so many inputs and rows.</summary>
    internal void Begin(int count, int rows)
    {
        BatchArray.Grow(ref ids, rows);
        BatchArray.Grow(ref segments, rows);
        BatchArray.Grow(ref maskedRows, rows);
        BatchArray.Grow(ref maskedIds, rows);
        BatchArray.Grow(ref order, rows);
        BatchArray.Grow(ref offsets, count + 1);
        BatchArray.Grow(ref continuations, count);
        (Count, masked, offsets[0]) = (0, 0, 0);
    }

    /// <summary>Adds an input and masks it; <paramref name="random"/> is its own.</summary>
    internal void Add(RunningText text, in SegmentPair pair, MaskedFrame frame, MaskingOptions options, SplitMix64 random)
    {
        int start = offsets[Count];
        int row = Put(start, frame.Classification, 0);
        row = Put(row, text.Ids(pair.First), frame.Separator, 0);
        if (pair.Continuation != Continuation.Alone)
        {
            row = Put(row, text.Ids(pair.Second), frame.Separator, 1);
        }

        continuations[Count++] = (int)pair.Continuation;
        offsets[Count] = row;
        Mask(start, row, frame, options, ref random);
    }

    private int Put(int row, int id, int segment)
    {
        (ids[row], segments[row]) = (id, segment);
        return row + 1;
    }

    private int Put(int row, ReadOnlySpan<int> pieces, int separator, int segment)
    {
        pieces.CopyTo(ids.AsSpan(row));
        segments.AsSpan(row, pieces.Length).Fill(segment);
        return Put(row + pieces.Length, separator, segment);
    }

    /// <summary>Chooses rows at random, at least one, and exchanges what stands there.</summary>
    private void Mask(int start, int end, MaskedFrame frame, MaskingOptions options, ref SplitMix64 random)
    {
        int candidates = 0;
        for (int row = start; row < end; row++)
        {
            if (ids[row] != frame.Classification && ids[row] != frame.Separator)
            {
                order[candidates++] = row;
            }
        }

        random.Shuffle(order.AsSpan(0, candidates));
        Span<int> chosen = order.AsSpan(0, Math.Min(candidates, Math.Max(1, (int)Math.Round(candidates * options.Rate))));
        chosen.Sort();
        foreach (int row in chosen)
        {
            (maskedRows[masked], maskedIds[masked]) = (row, ids[row]);
            masked++;
            double draw = random.NextDouble();
            ids[row] = draw < options.Mask ? frame.Mask
                : draw < options.Mask + options.Random ? frame.Replacements[random.Below(frame.Replacements.Count)]
                : ids[row];
        }
    }
}
