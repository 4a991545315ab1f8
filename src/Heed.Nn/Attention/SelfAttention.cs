using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention;

/// <summary>
/// softmax(score(Q, K))·V by heads, then an output projection; queries, keys and values all from the same rows
/// (Vaswani et al., 2017, §3.2). (N, D) → (N, D).
/// </summary>
public sealed class SelfAttention
{
    private readonly Linear projections;
    private readonly Linear output;
    private readonly AttentionOptions options;
    private readonly AttentionPosition position;
    private readonly int keys;
    private readonly int values;
    private readonly int keyColumns;

    /// <summary>
    /// Declares <c>q_proj</c> and <c>k_proj</c> (or <c>qk_proj</c>, if they share it), <c>v_proj</c> and <c>out_proj</c> under <paramref name="name"/>, and what score and
    /// position train.
    /// </summary>
    public SelfAttention(ParameterStore store, string name, AttentionParts parts, AttentionPosition position)
    {
        (int width, HeadOptions heads, bool hasBias) = parts;
        (int queryColumns, float gain) = (parts.QueryColumns, parts.Score.QueryGain(parts.HeadWidth));
        keyColumns = parts.KeyColumns;
        (keys, values) = heads.SharesQueryKey ? (0, queryColumns) : (queryColumns, queryColumns + keyColumns);
        projections = heads.SharesQueryKey
            ? Linear.Stacked(store, name, width, hasBias, ("qk_proj", queryColumns, MathF.Sqrt(gain)), ("v_proj", keyColumns, 1))
            : Linear.Stacked(store, name, width, hasBias, ("q_proj", queryColumns, gain), ("k_proj", keyColumns, 1), ("v_proj", keyColumns, 1));
        output = new Linear(store, $"{name}.out_proj", queryColumns, width, new LinearOptions { HasBias = hasBias });
        options = parts.Score.Build(store, name, parts);
        this.position = position.InLayer(store, name, options);
    }

    /// <summary>Attends within <paramref name="x"/> (N, D) as <paramref name="rows"/> say.</summary>
    public Tensor Forward(Tensor x, in SelfRows rows)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        Tensor turned = position.Turn(mixed, values, rows.Places);
        PlacedQueries placed = position.Place(new ColumnSlice(turned, 0), rows.Places, rows.Bias);
        Tensor context = AttentionOp.Apply(
            placed.Queries, new ColumnSlice(turned, keys), new ColumnSlice(mixed, values), rows.Layout, options, placed.Bias);
        return output.Forward(context); // (N, D)
    }

    /// <summary>
    /// One decoding step: the rows of <paramref name="x"/> (N, D) are new, such as the newest token of each hypothesis. Their keys and values go to
    /// their own rows of <paramref name="cache"/>, and each attends to all it sees.
    /// </summary>
    public Tensor Step(Tensor x, RowCache cache, in PastRows rows)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        Tensor turned = position.Turn(mixed, values, rows.Places);
        PlacedQueries placed = position.Place(new ColumnSlice(turned, 0), rows.Places, rows.Bias);
        cache.Write(new ColumnSlice(turned, keys), keyColumns, rows.Visible.Own);
        cache.Write(new ColumnSlice(mixed, values), keyColumns, rows.Visible.Own, keyColumns);
        return output.Forward(CachedAttention.Apply(placed.Queries, cache, rows.Visible, options, placed.Bias)); // (N, D)
    }
}
