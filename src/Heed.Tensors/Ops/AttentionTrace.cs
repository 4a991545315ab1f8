namespace Heed.Tensors.Ops;

/// <summary>The attention weights of one op on the first sequence: (H, T, S), each row summing to 1, or to 0 where nothing is visible.</summary>
public sealed record AttentionWeights(int Heads, int Queries, int Keys, float[] Values)
{
    /// <summary>The weights of one head and query, (S).</summary>
    public ReadOnlySpan<float> Row(int head, int query) => Values.AsSpan(((head * Queries) + query) * Keys, Keys);
}

/// <summary>
/// Collects the weights of every <see cref="AttentionOp"/> of a step in the order they ran, when a workspace is given one: models are
/// looked into without knowing it.
/// </summary>
public sealed class AttentionTrace
{
    private readonly List<AttentionWeights> entries = [];

    /// <summary>One entry for each attention of the step.</summary>
    public IReadOnlyList<AttentionWeights> Entries => entries;

    internal void Add(AttentionWeights weights) => entries.Add(weights);
}
