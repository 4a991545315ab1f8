using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y[i] = x[rows[i]]: some rows of a tensor, such as the class tokens; a row may be taken twice. Backward: dx[rows[i]] += dy[i].</summary>
public sealed unsafe class RowGatherOp : Operation
{
    private Tensor input;
    private EmbeddingRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving((2.0 * FirstOutput.Shape.Count) + input.Shape.Count);

    /// <summary>Takes <paramref name="rows"/> (M) of <paramref name="x"/> (N, D): → (M, D).</summary>
    /// <exception cref="ArgumentException">A row lies outside the tensor.</exception>
    public static Tensor Apply(Tensor x, Integers rows)
    {
        EmbeddingOp.CheckRange(rows.Values, x.Rows, "index", "the tensor");
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(rows.Count, x.Columns)); // (M, D)
        var gathered = new EmbeddingRows { Ids = rows.Data, Rows = rows.Count, Columns = x.Columns, Scale = 1, Dropout = DropoutMask.Off };
        Embedding.Forward(workspace.Workers, gathered, x.Data, null, output.Data);
        if (workspace.IsRecording)
        {
            RowGatherOp node = workspace.Record<RowGatherOp>(output);
            (node.input, node.rows) = (x, gathered);
        }

        workspace.Profile?.Stop(typeof(RowGatherOp), isBackward: false, start, OpWork.Moving(2.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (!input.RequiresGradient)
        {
            return;
        }

        float* target = input.GradientForWrite(out bool accumulate);
        if (!accumulate)
        {
            input.Gradients.Clear();
        }

        Embedding.Backward(input.Workspace.Workers, rows, FirstOutput.Gradient, target, null);
    }
}
