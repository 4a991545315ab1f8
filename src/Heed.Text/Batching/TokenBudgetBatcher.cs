using System.Runtime.InteropServices;

namespace Heed.Text.Batching;

/// <summary>
/// Cuts a data set into batches of about the same number of tokens. The order of an epoch is a function of seed and epoch alone, and every
/// batch can be asked for directly, so a run that stopped goes on at (epoch, batch) with the batches it would have had.
/// </summary>
public sealed class TokenBudgetBatcher
{
    private readonly TokenizedPairs data;
    private readonly SequenceFrame frame;
    private readonly BatchOptions options;
    private readonly int[] order;
    private readonly int[] sorted;
    private readonly List<(int Start, int End)> batches = [];
    private int[] lengthStarts = [];
    private int planned = -1;

    /// <param name="data">The pairs; none may be added later.</param>
    /// <param name="frame">The special tokens around each.</param>
    /// <param name="options">Budget and order.</param>
    /// <exception cref="ArgumentException">There are no pairs, or the budget is not positive.</exception>
    public TokenBudgetBatcher(TokenizedPairs data, SequenceFrame frame, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(options);
        if (data.Count == 0 || options.Budget <= 0)
        {
            throw new ArgumentException($"Batches need pairs and a budget; there are {data.Count} pairs and a budget of {options.Budget}.");
        }

        this.data = data;
        this.frame = frame;
        this.options = options;
        order = new int[data.Count];
        sorted = new int[data.Count];
    }

    /// <summary>How many batches an epoch has; with shuffling it can differ a little from epoch to epoch.</summary>
    public int CountBatches(int epoch)
    {
        Plan(epoch);
        return batches.Count;
    }

    /// <summary>Fills <paramref name="batch"/> with batch number <paramref name="index"/>, from 0, of an epoch, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such batch.</exception>
    public void Load(int epoch, int index, PackedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Plan(epoch);
        if ((uint)index >= (uint)batches.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Epoch {epoch} has {batches.Count} batches, from 0 on.");
        }

        (int start, int end) = batches[index];
        batch.Fill(data, order.AsSpan(start, end - start), frame);
    }

    private void Plan(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        if (planned == epoch)
        {
            return;
        }

        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var random = SplitMix64.Of(options.Seed, (ulong)epoch);
        if (options.Shuffle)
        {
            random.Shuffle<int>(order);
        }

        if (options.ByLength)
        {
            SortByLength();
        }

        Cut();
        if (options.Shuffle)
        {
            random.Shuffle(CollectionsMarshal.AsSpan(batches));
        }

        planned = epoch;
    }

    /// <summary>A counting sort, which keeps the order of equally long pairs and takes no memory after the first epoch.</summary>
    private void SortByLength()
    {
        int longest = 0;
        for (int pair = 0; pair < order.Length; pair++)
        {
            longest = Math.Max(longest, Length(pair));
        }

        if (lengthStarts.Length < longest + 2)
        {
            lengthStarts = new int[longest + 2];
        }

        Array.Clear(lengthStarts);
        foreach (int pair in order)
        {
            lengthStarts[Length(pair) + 1]++;
        }

        for (int length = 1; length < lengthStarts.Length; length++)
        {
            lengthStarts[length] += lengthStarts[length - 1];
        }

        foreach (int pair in order)
        {
            sorted[lengthStarts[Length(pair)]++] = pair;
        }

        sorted.CopyTo(order, 0);
    }

    private void Cut()
    {
        batches.Clear();
        int start = 0;
        var size = default(BatchSize);
        for (int i = 0; i < order.Length; i++)
        {
            int source = frame.SourceLength(data.Source(order[i]).Length);
            int target = SequenceFrame.TargetLength(data.Target(order[i]).Length);
            BatchSize larger = size.With(source, target);
            if (i > start && larger.Measure(options.Unit) > options.Budget)
            {
                batches.Add((start, i));
                start = i;
                larger = default(BatchSize).With(source, target);
            }

            size = larger;
        }

        batches.Add((start, order.Length));
    }

    private int Length(int pair) =>
        Math.Max(frame.SourceLength(data.Source(pair).Length), SequenceFrame.TargetLength(data.Target(pair).Length));

    /// <summary>Running totals of a batch that is being filled.</summary>
    private readonly record struct BatchSize(long Source, long Target, long Longest, long Count)
    {
        public BatchSize With(int source, int target) =>
            new(Source + source, Target + target, Math.Max(Longest, Math.Max(source, target)), Count + 1);

        public long Measure(BudgetUnit unit) => unit switch
        {
            BudgetUnit.Target => Target,
            BudgetUnit.LargerSide => Math.Max(Source, Target),
            _ => Longest * Count,
        };
    }
}
