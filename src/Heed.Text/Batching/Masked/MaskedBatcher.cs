namespace Heed.Text.Batching.Masked;

/// <summary>
/// Makes batches of masked inputs. Each epoch cuts the text anew and masks it anew; all of it is a function of seed, epoch and place, so a run
/// that stopped goes on with the batches it would have had.
/// </summary>
public sealed class MaskedBatcher
{
    // Masks are drawn from another stream than cuts.
    private const ulong MaskStream = 0x4D41534B;

    private readonly RunningText text;
    private readonly MaskedFrame frame;
    private readonly MaskingOptions masking;
    private readonly BatchOptions options;
    private readonly SegmentPairs cutter;
    private IReadOnlyList<SegmentPair> pairs = [];
    private EpochPlan? plan;
    private int planned = -1;

    /// <param name="text">What is cut; at least one sentence.</param>
    /// <param name="frame">The special tokens.</param>
    /// <param name="masking">What is to be guessed.</param>
    /// <param name="maximumRows">Most rows of an input, special tokens counted.</param>
    /// <param name="options">Budget, order and seed.</param>
    public MaskedBatcher(RunningText text, MaskedFrame frame, MaskingOptions masking, int maximumRows, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.text, this.frame, this.masking) = (text, frame, masking);
        this.options = options with { Unit = BudgetUnit.LargerSide };
        cutter = new SegmentPairs(text, maximumRows);
    }

    /// <summary>How many batches an epoch has.</summary>
    public int CountBatches(int epoch) => Plan(epoch).CountBatches(0);

    /// <summary>Fills <paramref name="batch"/> with batch number <paramref name="index"/>, from 0, of an epoch, from 0.</summary>
    public void Load(int epoch, int index, MaskedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ReadOnlySpan<int> chosen = Plan(epoch).Batch(0, index);
        int rows = 0;
        foreach (int pair in chosen)
        {
            rows += pairs[pair].Rows;
        }

        batch.Begin(chosen.Length, rows);
        ulong seed = SplitMix64.Mix(options.Seed ^ MaskStream) + (ulong)epoch;
        foreach (int pair in chosen)
        {
            batch.Add(text, pairs[pair], frame, masking, SplitMix64.Of(seed, (ulong)pair));
        }
    }

    private EpochPlan Plan(int epoch)
    {
        if (plan is null || planned != epoch)
        {
            pairs = cutter.Cut(options.Seed, epoch);
            plan = new EpochPlan(pairs.Count, pair => (pairs[pair].Rows, 0), options with { Seed = SplitMix64.Mix(options.Seed) + (ulong)epoch });
            planned = epoch;
        }

        return plan;
    }
}
