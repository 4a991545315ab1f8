namespace Heed.Tensors.Ops;

/// <summary>
/// One attention over one sequence opened up, T query rows and S keys. Weights (H, T, S): in each row the softmax of <see cref="Scale"/> · <see cref="Products"/> +
/// <see cref="Bias"/> over the keys from <see cref="First"/> to <see cref="Last"/>, 0 elsewhere; a row sums to 1, or to 0 where it sees nothing.
/// </summary>
public sealed record AttentionWeights(int Heads, int Queries, int Keys, float[] Values)
{
    /// <summary>q · k, or v · tanh(q + k), of every query and key, seen or not, as the kernel gets them: turned or shifted by their positions (H, T, S).</summary>
    public required float[] Products { get; init; }

    /// <summary>What is added to the scaled products (H, T, S); null: nothing.</summary>
    public required float[]? Bias { get; init; }

    /// <summary>What the products are multiplied by.</summary>
    public required float Scale { get; init; }

    /// <summary>The first key that each query sees, counted from the sequence's first key (T).</summary>
    public required int[] First { get; init; }

    /// <summary>The last key that each query sees, inclusive; before <see cref="First"/> where it sees nothing (T).</summary>
    public required int[] Last { get; init; }

    /// <summary>The weights of one head and query, (S).</summary>
    public ReadOnlySpan<float> Row(int head, int query) => Line(Values, head, query);

    /// <summary>One head and query of <paramref name="array"/>, which is one of the three: (S).</summary>
    public ReadOnlySpan<float> Line(float[] array, int head, int query) => array.AsSpan(((head * Queries) + query) * Keys, Keys);
}
