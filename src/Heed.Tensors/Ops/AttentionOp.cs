using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = dropout(softmax(Q·Kᵀ · scale + bias))·V by heads, each query row over the keys it sees (Vaswani et al., 2017, §3.2):
/// queries (Nq, H·K), keys and values (Nk, Hkv·K) → y (Nq, H·K). A row that sees nothing gives zeros.
/// </summary>
public sealed unsafe class AttentionOp : Operation
{
    private ColumnSlice query;
    private ColumnSlice key;
    private ColumnSlice value;
    private AttentionBias bias;
    private AttentionArguments arguments;

    // The scores again, and the gradients of probabilities, values, queries and keys.
    protected internal override OpWork BackwardWork => arguments.Work(products: 5, arrays: 2);

    /// <summary>Applies attention. The three slices may be columns of one tensor, as a fused projection gives them; they must not overlap.</summary>
    /// <exception cref="ArgumentException">The shapes, the offsets or the visible rows do not fit together.</exception>
    public static Tensor Apply(
        ColumnSlice query, ColumnSlice key, ColumnSlice value, in AttentionLayout layout, in AttentionOptions options, AttentionBias bias = default)
    {
        AttentionInputs.Check(query, key, value, layout, options);
        bias.Check(options.Heads, AttentionInputs.Longest(layout));
        Workspace workspace = query.Tensor.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        (int rows, int width) = (query.Tensor.Rows, options.Heads * options.HeadWidth);
        bool isWanted = query.Tensor.RequiresGradient || key.Tensor.RequiresGradient || value.Tensor.RequiresGradient
            || (!bias.IsNone && bias.Table.RequiresGradient);
        Tensor output = workspace.Allocate(new Shape(rows, width), isWanted); // (Nq, H·K)
        AttentionArguments arguments = bias.AddTo(AttentionInputs.Describe(query, key, value, layout, options), rows: null) with
        {
            Output = output.Data,
            LogSumExp = workspace.IsRecording ? workspace.AllocateFloats((long)rows * options.Heads) : null,
            Dropout = workspace.NextDropout(options.Dropout),
        };
        AttentionKernel.Forward(workspace.Workers, arguments);
        if (workspace.IsRecording && isWanted)
        {
            AttentionOp node = workspace.Record<AttentionOp>(output);
            (node.query, node.key, node.value, node.bias, node.arguments) = (query, key, value, bias, arguments);
        }

        workspace.Trace?.Add(Weights(query, key, layout, options, sequence: 0, bias));
        workspace.Profile?.Stop(typeof(AttentionOp), isBackward: false, start, arguments.Work(products: 2, arrays: 1));
        return output;
    }

    /// <summary>
    /// The attention weights of one sequence, for looking at, (H, T, S) with T query rows and S keys: exact and slow, without dropout.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes, the offsets or the visible rows do not fit together.</exception>
    public static AttentionWeights Weights(
        ColumnSlice query, ColumnSlice key, in AttentionLayout layout, in AttentionOptions options, int sequence, AttentionBias bias = default)
    {
        AttentionInputs.Check(query, key, layout, options);
        bias.Check(options.Heads, AttentionInputs.Longest(layout));
        AttentionArguments arguments = bias.AddTo(AttentionInputs.Describe(query, key, key, layout, options), rows: null);
        (int firstRow, int endRow) = (layout.QueryOffsets.Values[sequence], layout.QueryOffsets.Values[sequence + 1]);
        (int firstKey, int endKey) = (layout.KeyOffsets.Values[sequence], layout.KeyOffsets.Values[sequence + 1]);
        int keys = endKey - firstKey;
        var weights = new float[options.Heads * (endRow - firstRow) * keys];
        Span<float> rest = weights;
        for (int head = 0; head < options.Heads; head++)
        {
            for (int row = firstRow; row < endRow; row++)
            {
                ReferenceAttention.Probabilities(arguments, firstRow, firstKey, row, head, rest[..keys]);
                rest = rest[keys..];
            }
        }

        return new AttentionWeights(options.Heads, endRow - firstRow, keys, weights);
    }

    protected internal override void Backward()
    {
        (nint queryTarget, bool addQuery) = Open(query.Tensor);
        (nint keyTarget, bool addKey) = key.Tensor == query.Tensor ? (queryTarget, addQuery) : Open(key.Tensor);
        (nint valueTarget, bool addValue) = value.Tensor == query.Tensor ? (queryTarget, addQuery)
            : value.Tensor == key.Tensor ? (keyTarget, addKey)
            : Open(value.Tensor);
        var gradients = new AttentionGradients
        {
            Output = FirstOutput.Gradient,
            Query = Slice(queryTarget, query),
            Key = Slice(keyTarget, key),
            Value = Slice(valueTarget, value),
            OutputStride = arguments.OutputStride,
            QueryStride = query.Stride,
            KeyStride = key.Stride,
            ValueStride = value.Stride,
            AccumulateQuery = addQuery,
            AccumulateKey = addKey,
            AccumulateValue = addValue,
        };
        if (bias.IsNone || !bias.Table.RequiresGradient)
        {
            AttentionKernel.Backward(FirstOutput.Workspace.Workers, arguments, gradients);
            return;
        }

        float* biasTarget = bias.Table.GradientForWrite(out bool adds);
        if (!adds)
        {
            bias.Table.Gradients.Clear();
        }

        var table = new AttentionKernel.BiasTable(biasTarget, (int)bias.Table.Shape.Count, bias.Longest - 1);
        AttentionKernel.Backward(FirstOutput.Workspace.Workers, arguments, gradients, table);
    }

    private static float* Slice(nint target, ColumnSlice slice) => target == 0 ? null : (float*)target + slice.Column;

    // The gradient buffer of an input and whether to add to it. Its first writer must write all of it: columns that no slice covers are cleared.
    private (nint Target, bool Add) Open(Tensor tensor)
    {
        if (!tensor.RequiresGradient)
        {
            return (0, false);
        }

        float* target = tensor.GradientForWrite(out bool add);
        int keyWidth = arguments.KeyValueHeads * arguments.HeadWidth;
        int covered = (query.Tensor == tensor ? arguments.Heads * arguments.HeadWidth : 0)
            + (key.Tensor == tensor ? keyWidth : 0)
            + (value.Tensor == tensor ? keyWidth : 0);
        if (!add && covered != tensor.Columns)
        {
            tensor.Gradients.Clear();
            add = true;
        }

        return ((nint)target, add);
    }
}
