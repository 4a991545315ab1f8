namespace Heed.Text.Batching;

/// <summary>What the token budget of a batch counts; special tokens are counted, as they are rows like the others.</summary>
public enum BudgetUnit
{
    /// <summary>Target rows: Σ (target + 1).</summary>
    Target,

    /// <summary>The larger of all source rows and all target rows.</summary>
    LargerSide,

    /// <summary>What a padded batch would take: the longest sequence of either side × the number of pairs.</summary>
    Padded,
}

/// <summary>How a <see cref="TokenBudgetBatcher"/> makes batches.</summary>
public sealed record BatchOptions
{
    /// <summary>Most tokens in a batch, in <see cref="Unit"/>. A single pair over the budget makes a batch of its own.</summary>
    public int Budget { get; init; } = 4096;

    /// <summary>What the budget counts.</summary>
    public BudgetUnit Unit { get; init; } = BudgetUnit.Target;

    /// <summary>Whether pairs of about the same length are put together; without, a batch is a random sample, which packed rows do not punish.</summary>
    public bool ByLength { get; init; } = true;

    /// <summary>Whether pairs and batches come in another order each epoch; without, it is the order of the data (by length, if so chosen).</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the order, together with the epoch.</summary>
    public ulong Seed { get; init; } = 1;
}
