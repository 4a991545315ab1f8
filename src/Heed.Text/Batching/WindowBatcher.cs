namespace Heed.Text.Batching;

/// <summary>
/// Cuts one long text into windows of the same length and these into batches. Each epoch cuts at other places and takes the windows in another order, a
/// function of seed and epoch alone, so that a run goes on at (epoch, batch) with the batches it would have had.
/// </summary>
public sealed class WindowBatcher
{
    private readonly ReadOnlyMemory<int> text;
    private readonly int length;
    private readonly int windowsInBatch;
    private readonly ulong? seed;
    private readonly int[] starts;
    private int planned = -1;

    /// <param name="text">Ids; every window sees so many and predicts the one behind each.</param>
    /// <param name="length">T, the most tokens of a window.</param>
    /// <param name="batchTokens">Tokens in a batch, at least a window.</param>
    /// <param name="seed">Decides cuts and order; null: from the beginning to the end, once, the last window shorter.</param>
    /// <exception cref="ArgumentException">The text is too short to predict anything.</exception>
    public WindowBatcher(ReadOnlyMemory<int> text, int length, int batchTokens, ulong? seed)
    {
        if (text.Length < 2 || length < 1)
        {
            throw new ArgumentException($"Windows of {length} tokens cannot be cut from a text of {text.Length}: it takes at least 2, to predict one from the other.");
        }

        this.text = text;
        this.length = Math.Min(length, text.Length - 1);
        this.seed = seed;
        windowsInBatch = Math.Max(1, batchTokens / this.length);
        int predictions = text.Length - 1;
        starts = new int[seed is null ? (predictions + this.length - 1) / this.length : Math.Max(1, (predictions - this.length + 1) / this.length)];
    }

    /// <summary>Batches in an epoch, the same in each.</summary>
    public int Count => (starts.Length + windowsInBatch - 1) / windowsInBatch;

    /// <summary>Fills <paramref name="batch"/> with batch number <paramref name="index"/> of <paramref name="epoch"/>.</summary>
    public void Load(int epoch, int index, WindowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Plan(epoch);
        int first = index * windowsInBatch;
        int end = Math.Min(first + windowsInBatch, starts.Length);
        batch.Clear();
        foreach (int start in starts.AsSpan(first, end - first))
        {
            int count = Math.Min(length, text.Length - 1 - start);
            batch.Add(text.Span.Slice(start, count + 1));
        }
    }

    private void Plan(int epoch)
    {
        if (planned == epoch)
        {
            return;
        }

        int phase = 0;
        var random = SplitMix64.Of(seed ?? 0, (ulong)epoch);
        if (seed is not null)
        {
            phase = random.Below(Math.Max(1, text.Length - (starts.Length * length)));
        }

        for (int window = 0; window < starts.Length; window++)
        {
            starts[window] = phase + (window * length);
        }

        if (seed is not null)
        {
            random.Shuffle<int>(starts);
        }

        planned = epoch;
    }
}
