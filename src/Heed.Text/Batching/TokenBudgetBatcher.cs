namespace Heed.Text.Batching;

/// <summary>Makes batches of sentence pairs by an <see cref="EpochPlan"/>.</summary>
public sealed class TokenBudgetBatcher
{
    private readonly TokenizedPairs data;
    private readonly SequenceFrame frame;
    private readonly EpochPlan plan;

    /// <param name="data">The pairs; none may be added later.</param>
    /// <param name="frame">The special tokens around each.</param>
    /// <param name="options">Budget and order.</param>
    /// <exception cref="ArgumentException">There are no pairs, or the budget is not positive.</exception>
    public TokenBudgetBatcher(TokenizedPairs data, SequenceFrame frame, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(frame);
        (this.data, this.frame) = (data, frame);
        plan = new EpochPlan(data.Count, pair => (frame.SourceLength(data.Source(pair).Length), SequenceFrame.TargetLength(data.Target(pair).Length)), options);
    }

    /// <summary>How many batches an epoch has; with shuffling it can differ a little from epoch to epoch.</summary>
    public int CountBatches(int epoch) => plan.CountBatches(epoch);

    /// <summary>Fills <paramref name="batch"/> with batch number <paramref name="index"/>, from 0, of an epoch, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such batch.</exception>
    public void Load(int epoch, int index, PackedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Fill(data, plan.Batch(epoch, index), frame);
    }
}
