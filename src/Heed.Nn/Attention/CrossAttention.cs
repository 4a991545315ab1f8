using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention;

/// <summary>Attention with queries from the decoder, keys and values from the encoder's output (Vaswani et al., 2017, §3.2.3).</summary>
public sealed class CrossAttention
{
    private readonly Linear query;
    private readonly Linear keyValue;
    private readonly Linear output;
    private readonly AttentionOptions options;
    private readonly int keyColumns;

    /// <summary>
    /// Declares <c>q_proj</c> and <c>k_proj</c> (or <c>qk_proj</c>, if they share it), <c>v_proj</c> and <c>out_proj</c> under <paramref name="name"/>, and what the score
    /// trains.
    /// </summary>
    public CrossAttention(ParameterStore store, string name, AttentionParts parts)
    {
        (int width, HeadOptions heads, bool hasBias) = parts;
        float gain = parts.Score.QueryGain(parts.HeadWidth);
        keyColumns = parts.KeyColumns;
        if (heads.SharesQueryKey)
        {
            keyValue = Linear.Stacked(store, name, width, hasBias, ("qk_proj", keyColumns, MathF.Sqrt(gain)), ("v_proj", keyColumns, 1));
            query = Linear.Part(store, $"{name}.qk_proj");
        }
        else
        {
            query = new Linear(store, $"{name}.q_proj", width, parts.QueryColumns, new LinearOptions { HasBias = hasBias, Gain = gain });
            keyValue = Linear.Stacked(store, name, width, hasBias, ("k_proj", keyColumns, 1), ("v_proj", keyColumns, 1));
        }

        output = new Linear(store, $"{name}.out_proj", parts.QueryColumns, width, new LinearOptions { HasBias = hasBias });
        options = parts.Score.Build(store, name, parts);
    }

    /// <summary>Queries <paramref name="x"/> (N, D) attend to <paramref name="memory"/> (M, D) as <paramref name="layout"/> allows.</summary>
    public Tensor Forward(Tensor x, Tensor memory, in AttentionLayout layout)
    {
        Tensor keysAndValues = keyValue.Forward(memory); // (M, 2K)
        Tensor context = AttentionOp.Apply(
            new ColumnSlice(query.Forward(x), 0),
            new ColumnSlice(keysAndValues, 0),
            new ColumnSlice(keysAndValues, keyColumns),
            layout,
            options);
        return output.Forward(context); // (N, D)
    }

    /// <summary>Keys and values of the encoder's output: (M, D) → (M, 2K). Computed once a source, then held while it is decoded.</summary>
    public Tensor KeysAndValues(Tensor memory) => keyValue.Forward(memory);

    /// <summary>One decoding step: row i of <paramref name="x"/> (N, D) attends to the cached rows of its source, <paramref name="visible"/>.</summary>
    public Tensor Step(Tensor x, RowCache cache, in VisibleRows visible) =>
        output.Forward(CachedAttention.Apply(new ColumnSlice(query.Forward(x), 0), cache, visible, options)); // (N, D)
}
