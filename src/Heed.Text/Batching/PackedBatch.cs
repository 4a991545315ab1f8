namespace Heed.Text.Batching;

/// <summary>
/// Sentence pairs end to end, without padding: sequence i of a side has the ids from offset i to before offset i + 1. The same object is
/// filled again and again and keeps its memory, so a view is valid until the next fill.
/// </summary>
public sealed class PackedBatch
{
    private int[] sourceIds = [];
    private int[] targetInputIds = [];
    private int[] targetOutputIds = [];
    private int[] sourceOffsets = [];
    private int[] targetOffsets = [];
    private int[] pairs = [];

    /// <summary>Pairs in the batch, B.</summary>
    public int Count { get; private set; }

    /// <summary>(N source), the ids of all sources.</summary>
    public ReadOnlyMemory<int> SourceIds => sourceIds.AsMemory(0, SourceTokens);

    /// <summary>(B + 1), where each source begins, and the end.</summary>
    public ReadOnlyMemory<int> SourceOffsets => sourceOffsets.AsMemory(0, Count + 1);

    /// <summary>(N target), what the decoder sees: <c>&lt;s&gt;</c> and then the target's ids.</summary>
    public ReadOnlyMemory<int> TargetInputIds => targetInputIds.AsMemory(0, TargetTokens);

    /// <summary>(N target), what it has to say at the same place: the target's ids and then <c>&lt;/s&gt;</c>.</summary>
    public ReadOnlyMemory<int> TargetOutputIds => targetOutputIds.AsMemory(0, TargetTokens);

    /// <summary>(B + 1), where each target begins, and the end; the same for input and output.</summary>
    public ReadOnlyMemory<int> TargetOffsets => targetOffsets.AsMemory(0, Count + 1);

    /// <summary>(B), which pairs of the data set these are.</summary>
    public ReadOnlyMemory<int> Pairs => pairs.AsMemory(0, Count);

    /// <summary>Rows on the source side.</summary>
    public int SourceTokens { get; private set; }

    /// <summary>Rows on the target side: each target's ids and one more.</summary>
    public int TargetTokens { get; private set; }

    /// <summary>Rows of the longest source.</summary>
    public int LongestSource { get; private set; }

    /// <summary>Rows of the longest target.</summary>
    public int LongestTarget { get; private set; }

    /// <summary>Fills the batch with some pairs of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="chosen">Which pairs, in order.</param>
    /// <param name="frame">The special tokens to put around them.</param>
    public void Fill(TokenizedPairs data, ReadOnlySpan<int> chosen, SequenceFrame frame)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(frame);
        Reserve(data, chosen, frame);
        Clear();
        foreach (int pair in chosen)
        {
            Add(pair, data.Source(pair), data.Target(pair), frame);
        }
    }

    private void Clear() => (Count, SourceTokens, TargetTokens, LongestSource, LongestTarget) = (0, 0, 0, 0, 0);

    private void Add(int pair, ReadOnlySpan<int> source, ReadOnlySpan<int> target, SequenceFrame frame)
    {
        int sourceLength = frame.SourceLength(source.Length);
        source.CopyTo(sourceIds.AsSpan(SourceTokens));
        if (sourceLength > source.Length)
        {
            sourceIds[SourceTokens + source.Length] = frame.End;
        }

        int targetLength = SequenceFrame.TargetLength(target.Length);
        targetInputIds[TargetTokens] = frame.Start;
        target.CopyTo(targetInputIds.AsSpan(TargetTokens + 1));
        target.CopyTo(targetOutputIds.AsSpan(TargetTokens));
        targetOutputIds[TargetTokens + target.Length] = frame.End;

        pairs[Count++] = pair;
        sourceOffsets[Count] = SourceTokens += sourceLength;
        targetOffsets[Count] = TargetTokens += targetLength;
        LongestSource = Math.Max(LongestSource, sourceLength);
        LongestTarget = Math.Max(LongestTarget, targetLength);
    }

    /// <summary>Grows the arrays once for the whole batch; the first offset is the 0 that new arrays begin with.</summary>
    private void Reserve(TokenizedPairs data, ReadOnlySpan<int> chosen, SequenceFrame frame)
    {
        int sourceTokens = 0;
        int targetTokens = 0;
        foreach (int pair in chosen)
        {
            sourceTokens += frame.SourceLength(data.Source(pair).Length);
            targetTokens += SequenceFrame.TargetLength(data.Target(pair).Length);
        }

        BatchArray.Grow(ref sourceIds, sourceTokens);
        BatchArray.Grow(ref targetInputIds, targetTokens);
        BatchArray.Grow(ref targetOutputIds, targetTokens);
        BatchArray.Grow(ref sourceOffsets, chosen.Length + 1);
        BatchArray.Grow(ref targetOffsets, chosen.Length + 1);
        BatchArray.Grow(ref pairs, chosen.Length);
    }
}
