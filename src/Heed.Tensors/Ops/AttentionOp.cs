using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = dropout(softmax(score(Q, K) · scale + bias))·V by heads, each query row over the keys it sees (Vaswani et al., 2017, §3.2):
/// queries (Nq, H·K), keys and values (Nk, Hkv·K) → y (Nq, H·K). A row that sees nothing gives zeros.
/// </summary>
public sealed unsafe class AttentionOp : Operation
{
    private ColumnSlice query;
    private ColumnSlice key;
    private ColumnSlice value;
    private AttentionBias bias;
    private Parameter? scoreVector;
    private AttentionArguments arguments;

    // The scores again, and the gradients of probabilities, values, queries and keys.
    protected internal override OpWork BackwardWork => arguments.Work(products: 5, arrays: 2);

    /// <summary>Applies attention. The three slices may be columns of one tensor, as a fused projection gives them; they must not overlap, but queries may be the keys.</summary>
    /// <exception cref="ArgumentException">The shapes, the offsets or the visible rows do not fit together.</exception>
    public static Tensor Apply(
        ColumnSlice query, ColumnSlice key, ColumnSlice value, in AttentionLayout layout, in AttentionOptions options, AttentionBias bias = default)
    {
        AttentionInputs.Check(query, key, value, layout, options);
        bias.Check(options, query.Tensor.Rows, AttentionInputs.Longest(layout));
        Workspace workspace = query.Tensor.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        (int rows, int width) = (query.Tensor.Rows, options.Heads * options.HeadWidth);
        bool isWanted = query.Tensor.RequiresGradient || key.Tensor.RequiresGradient || value.Tensor.RequiresGradient
            || (!bias.IsNone && bias.Table.RequiresGradient) || options.ScoreVector is not null;
        Tensor output = workspace.Allocate(new Shape(rows, width), isWanted); // (Nq, H·K)
        AttentionArguments described = AttentionInputs.Describe(query, key, value, layout, options) with
        {
            Output = output.Data,
            LogSumExp = workspace.IsRecording ? workspace.AllocateFloats((long)rows * options.Heads) : null,
            Dropout = workspace.NextDropout(options.Dropout),
        };
        AttentionArguments arguments = bias.AddTo(described, workspace);
        AttentionKernel.Forward(workspace.Workers, arguments);
        bias.AddValues(arguments, workspace);
        if (workspace.IsRecording && isWanted)
        {
            AttentionOp node = workspace.Record<AttentionOp>(output);
            (node.query, node.key, node.value, node.bias, node.arguments) = (query, key, value, bias, arguments);
            node.scoreVector = options.ScoreVector;
        }

        if (workspace.Trace is { } trace)
        {
            trace.Add(trace.IsKept ? Weights(query, key, layout, options, trace.Sequence, bias) : null, output, options);
        }

        workspace.Profile?.Stop(typeof(AttentionOp), isBackward: false, start, arguments.Work(products: 2, arrays: 1));
        return output;
    }

    /// <summary>
    /// The attention of one sequence opened up, for looking at: exact and slow, without dropout.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes, the offsets or the visible rows do not fit together.</exception>
    public static AttentionWeights Weights(
        ColumnSlice query, ColumnSlice key, in AttentionLayout layout, in AttentionOptions options, int sequence, AttentionBias bias = default)
    {
        AttentionInputs.Check(query, key, layout, options);
        bias.Check(options, query.Tensor.Rows, AttentionInputs.Longest(layout));
        AttentionBias scores = bias with { Values = default };
        AttentionArguments arguments = scores.AddTo(AttentionInputs.Describe(query, key, key, layout, options), query.Tensor.Workspace);
        return ReferenceAttention.OpenUp(arguments, sequence);
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
            AccumulateKey = addKey || key == query,
            AccumulateValue = addValue,
            ScoreVector = scoreVector is null ? null : scoreVector.Gradient,
        };
        Workspace workspace = FirstOutput.Workspace;
        if (bias.IsNone)
        {
            AttentionKernel.Backward(workspace.Workers, arguments, gradients);
            return;
        }

        float* scratch = null;
        if (!bias.Values.IsNone)
        {
            scratch = workspace.Gradients.Rent(bias.Table.Shape.Count);
            gradients = bias.AddValueGradients(arguments, gradients, workspace, scratch);
        }

        BackwardWithBias(gradients);
        if (scratch != null)
        {
            workspace.Gradients.Return(scratch, bias.Table.Shape.Count);
        }
    }

    private void BackwardWithBias(AttentionGradients gradients)
    {
        AttentionKernel.BiasTable shared = default;
        if (bias.Table.RequiresGradient)
        {
            float* target = bias.Table.GradientForWrite(out bool adds);
            if (!adds)
            {
                bias.Table.Gradients.Clear();
            }

            // What belongs to one row is written by the part that has the row, and may be written in place.
            int origin = bias.Origin(arguments.Heads);
            gradients = gradients with { Bias = target + origin };
            shared = bias.IsByRow ? default : new AttentionKernel.BiasTable(target, (int)bias.Table.Shape.Count, origin);
        }

        AttentionKernel.Backward(FirstOutput.Workspace.Workers, arguments, gradients, shared);
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
            + (key.Tensor == tensor && key != query ? keyWidth : 0)
            + (value.Tensor == tensor ? keyWidth : 0);
        if (!add && covered != tensor.Columns)
        {
            tensor.Gradients.Clear();
            add = true;
        }

        return ((nint)target, add);
    }
}
