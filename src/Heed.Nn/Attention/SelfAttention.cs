using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention;

/// <summary>
/// softmax(Q·Kᵀ / √K)·V by heads, then an output projection; queries, keys and values all from the same rows
/// (Vaswani et al., 2017, §3.2). (N, D) → (N, D).
/// </summary>
public sealed class SelfAttention
{
    private readonly Linear projections;
    private readonly Linear output;
    private readonly AttentionOptions options;
    private readonly AttentionPosition position;
    private readonly int queryColumns;
    private readonly int keyColumns;

    /// <summary>Declares <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c> and <c>out_proj</c> under <paramref name="name"/>.</summary>
    public SelfAttention(ParameterStore store, string name, AttentionParts parts, AttentionPosition position)
    {
        this.position = position;
        (int width, HeadOptions heads, bool hasBias) = parts;
        int headWidth = heads.Width(width);
        (queryColumns, keyColumns) = (heads.Count * headWidth, heads.KeyValueCount * headWidth);
        options = new AttentionOptions(heads.Count, heads.KeyValueCount, headWidth, 1 / MathF.Sqrt(headWidth));
        projections = Linear.Stacked(store, name, width, hasBias, ("q_proj", queryColumns), ("k_proj", keyColumns), ("v_proj", keyColumns));
        output = new Linear(store, $"{name}.out_proj", queryColumns, width, new LinearOptions { HasBias = hasBias });
    }

    /// <summary>Attends within <paramref name="x"/> (N, D) as <paramref name="rows"/> say.</summary>
    public Tensor Forward(Tensor x, in SelfRows rows)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        Tensor turned = position.Turn(mixed, queryColumns + keyColumns, rows.Places);
        Tensor context = AttentionOp.Apply(
            new ColumnSlice(turned, 0),
            new ColumnSlice(turned, queryColumns),
            new ColumnSlice(mixed, queryColumns + keyColumns),
            rows.Layout,
            options,
            rows.Bias);
        return output.Forward(context); // (N, D)
    }

    /// <summary>
    /// One decoding step: row i of <paramref name="x"/> (N, D) is the newest token of a hypothesis. Its key and value go to the last
    /// row of <paramref name="cache"/> that it sees, and it attends to all it sees.
    /// </summary>
    public Tensor Step(Tensor x, RowCache cache, in PastRows rows)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        Tensor turned = position.Turn(mixed, queryColumns + keyColumns, rows.Places);
        cache.Write(new ColumnSlice(turned, queryColumns), keyColumns, rows.Visible.Last);
        cache.Write(new ColumnSlice(mixed, queryColumns + keyColumns), keyColumns, rows.Visible.Last, keyColumns);
        return output.Forward(CachedAttention.Apply(new ColumnSlice(turned, 0), cache, rows.Visible, options, rows.Bias)); // (N, D)
    }
}
