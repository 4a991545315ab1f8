using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y = [a ; b]: the columns of two tensors side by side, (N, A) and (N, B) → (N, A + B). Each part of dy goes to the tensor it belongs to.</summary>
public sealed unsafe class ConcatenationOp : Operation
{
    private Tensor left;
    private Tensor right;

    protected internal override OpWork BackwardWork => OpWork.Moving(2.0 * FirstOutput.Shape.Count);

    /// <summary>Puts <paramref name="right"/> beside <paramref name="left"/>.</summary>
    /// <exception cref="ArgumentException">They have not the same number of rows.</exception>
    public static Tensor Apply(Tensor left, Tensor right)
    {
        if (left.Rows != right.Rows)
        {
            throw new ArgumentException($"Tensors of shapes {left.Shape} and {right.Shape} cannot stand side by side: their rows differ in number.");
        }

        Workspace workspace = left.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        int columns = left.Columns + right.Columns;
        Tensor output = workspace.Allocate(new Shape(left.Rows, columns)); // (N, A + B)
        ColumnCopy.Run(workspace.Workers, new(left.Data, left.Columns), new(output.Data, columns), left.Rows, left.Columns, accumulate: false);
        ColumnCopy.Run(workspace.Workers, new(right.Data, right.Columns), new(output.Data + left.Columns, columns), left.Rows, right.Columns, accumulate: false);
        if (workspace.IsRecording)
        {
            ConcatenationOp node = workspace.Record<ConcatenationOp>(output);
            (node.left, node.right) = (left, right);
        }

        workspace.Profile?.Stop(typeof(ConcatenationOp), isBackward: false, start, OpWork.Moving(2.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        Add(left, 0);
        Add(right, left.Columns);
    }

    private void Add(Tensor part, int column)
    {
        if (part.RequiresGradient)
        {
            float* target = part.GradientForWrite(out bool accumulate);
            var source = new ColumnBlock(FirstOutput.Gradient + column, FirstOutput.Columns);
            ColumnCopy.Run(part.Workspace.Workers, source, new(target, part.Columns), part.Rows, part.Columns, accumulate);
        }
    }
}
