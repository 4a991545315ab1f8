namespace Heed.Text.Batching;

/// <summary>Makes batches of labelled texts by an <see cref="EpochPlan"/>.</summary>
public sealed class LabelledBatcher(LabelledSequences data, BatchOptions options)
{
    private readonly EpochPlan plan = new(data.Count, text => (data.Ids(text).Length, 0), options with { Unit = BudgetUnit.LargerSide });

    /// <summary>How many batches an epoch has.</summary>
    public int CountBatches(int epoch) => plan.CountBatches(epoch);

    /// <summary>Fills <paramref name="batch"/> with batch number <paramref name="index"/>, from 0, of an epoch, from 0.</summary>
    public void Load(int epoch, int index, LabelledBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Fill(data, plan.Batch(epoch, index));
    }
}
