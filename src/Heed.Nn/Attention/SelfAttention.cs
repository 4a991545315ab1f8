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
    private readonly int queryColumns;
    private readonly int keyColumns;

    /// <summary>Declares <c>q_proj</c>, <c>k_proj</c>, <c>v_proj</c> and <c>out_proj</c> under <paramref name="name"/>.</summary>
    public SelfAttention(ParameterStore store, string name, int width, HeadOptions heads)
    {
        int headWidth = heads.Width(width);
        (queryColumns, keyColumns) = (heads.Count * headWidth, heads.KeyValueCount * headWidth);
        options = new AttentionOptions(heads.Count, heads.KeyValueCount, headWidth, 1 / MathF.Sqrt(headWidth));
        projections = Linear.Stacked(store, name, width, hasBias: true, ("q_proj", queryColumns), ("k_proj", keyColumns), ("v_proj", keyColumns));
        output = new Linear(store, $"{name}.out_proj", queryColumns, width);
    }

    /// <summary>Attends within <paramref name="x"/> (N, D) as <paramref name="layout"/> allows.</summary>
    public Tensor Forward(Tensor x, in AttentionLayout layout)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        Tensor context = AttentionOp.Apply(
            new ColumnSlice(mixed, 0),
            new ColumnSlice(mixed, queryColumns),
            new ColumnSlice(mixed, queryColumns + keyColumns),
            layout,
            options);
        return output.Forward(context); // (N, D)
    }

    /// <summary>
    /// One decoding step: row i of <paramref name="x"/> (N, D) is the newest token of a hypothesis. Its key and value go to the last
    /// row of <paramref name="cache"/> that it sees, and it attends to all it sees.
    /// </summary>
    public Tensor Step(Tensor x, RowCache cache, in VisibleRows visible)
    {
        Tensor mixed = projections.Forward(x); // (N, Q + 2K)
        cache.Write(new ColumnSlice(mixed, queryColumns), visible.Last);
        return output.Forward(CachedAttention.Apply(new ColumnSlice(mixed, 0), cache, visible, options)); // (N, D)
    }
}
