using System.Runtime.InteropServices;

namespace Heed.Text.Batching;

/// <summary>
/// Cuts the items of a data set into batches of about the same number of tokens. The order of an epoch is a function of seed and epoch
/// alone, and every batch can be asked for directly, so a run that stopped goes on at (epoch, batch) with the batches it would have had.
/// </summary>
public sealed class EpochPlan
{
    private readonly Func<int, (int Source, int Target)> size;
    private readonly BatchOptions options;
    private readonly int[] order;
    private readonly int[] sorted;
    private readonly List<(int Start, int End)> batches = [];
    private int[] lengthStarts = [];
    private int planned = -1;

    /// <param name="count">How many items there are.</param>
    /// <param name="size">The rows that an item takes on either side; what has one side only has 0 on the other.</param>
    /// <param name="options">Budget and order.</param>
    /// <exception cref="ArgumentException">There are no items, or the budget is not positive.</exception>
    public EpochPlan(int count, Func<int, (int Source, int Target)> size, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (count == 0 || options.Budget <= 0)
        {
            throw new ArgumentException($"Batches need items and a budget; there are {count} items and a budget of {options.Budget}.");
        }

        (this.size, this.options) = (size, options);
        order = new int[count];
        sorted = new int[count];
    }

    /// <summary>How many batches an epoch has; with shuffling it can differ a little from epoch to epoch.</summary>
    public int CountBatches(int epoch)
    {
        Plan(epoch);
        return batches.Count;
    }

    /// <summary>The items of batch number <paramref name="index"/>, from 0, of an epoch, from 0; valid until another epoch is asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such batch.</exception>
    public ReadOnlySpan<int> Batch(int epoch, int index)
    {
        Plan(epoch);
        if ((uint)index >= (uint)batches.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Epoch {epoch} has {batches.Count} batches, from 0 on.");
        }

        (int start, int end) = batches[index];
        return order.AsSpan(start, end - start);
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

    /// <summary>A counting sort, which keeps the order of equally long items and takes no memory after the first epoch.</summary>
    private void SortByLength()
    {
        int longest = 0;
        for (int item = 0; item < order.Length; item++)
        {
            longest = Math.Max(longest, Length(item));
        }

        if (lengthStarts.Length < longest + 2)
        {
            lengthStarts = new int[longest + 2];
        }

        Array.Clear(lengthStarts);
        foreach (int item in order)
        {
            lengthStarts[Length(item) + 1]++;
        }

        for (int length = 1; length < lengthStarts.Length; length++)
        {
            lengthStarts[length] += lengthStarts[length - 1];
        }

        foreach (int item in order)
        {
            sorted[lengthStarts[Length(item)]++] = item;
        }

        sorted.CopyTo(order, 0);
    }

    private void Cut()
    {
        batches.Clear();
        int start = 0;
        var total = default(BatchSize);
        for (int i = 0; i < order.Length; i++)
        {
            (int source, int target) = size(order[i]);
            BatchSize larger = total.With(source, target);
            if (i > start && larger.Measure(options.Unit) > options.Budget)
            {
                batches.Add((start, i));
                start = i;
                larger = default(BatchSize).With(source, target);
            }

            total = larger;
        }

        batches.Add((start, order.Length));
    }

    private int Length(int item)
    {
        (int source, int target) = size(item);
        return Math.Max(source, target);
    }

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
