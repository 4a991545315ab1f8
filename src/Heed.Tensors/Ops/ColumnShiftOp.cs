using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = (x + b) · scale for some columns of x (N, ≥ C) and a trained b (C) → (N, C), as Transformer-XL adds u and v to its queries (Dai et al., 2019). Backward:
/// dx = scale · dy, db = scale · Σ rows of dy.
/// </summary>
public sealed unsafe class ColumnShiftOp : Operation
{
    private ColumnSlice input;
    private Parameter? shift;
    private float scale;

    protected internal override OpWork BackwardWork => OpWork.Moving(3.0 * FirstOutput.Shape.Count);

    /// <summary>Adds <paramref name="shift"/> (C) to the first C columns of <paramref name="x"/>, and multiplies the sum.</summary>
    /// <exception cref="ArgumentException">The slice is narrower than the shift.</exception>
    public static Tensor Apply(ColumnSlice x, Parameter shift, float scale = 1)
    {
        int columns = checked((int)shift.Shape.Count);
        AttentionInputs.Check("rows", x, columns);
        Workspace workspace = x.Tensor.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(x.Tensor.Rows, columns)); // (N, C)
        new ColumnShift
        {
            Source = x.Data,
            SourceStride = x.Stride,
            Target = output.Data,
            TargetStride = columns,
            Shift = shift.Data,
            Scale = scale,
            Rows = output.Rows,
            Columns = columns,
        }.Run(workspace.Workers);
        if (workspace.IsRecording)
        {
            ColumnShiftOp node = workspace.Record<ColumnShiftOp>(output);
            (node.input, node.shift, node.scale) = (x, shift, scale);
        }

        workspace.Profile?.Stop(typeof(ColumnShiftOp), isBackward: false, start, OpWork.Moving(2.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        Memory.WorkerPool workers = FirstOutput.Workspace.Workers;
        float* gradient = FirstOutput.Gradient;

        // In place: nobody reads the output's gradient after this op.
        Scaling.Forward(workers, gradient, scale, gradient, FirstOutput.Shape.Count, accumulate: false);
        ColumnSum.Add(workers, gradient, FirstOutput.Rows, FirstOutput.Columns, shift!.Gradient);
        if (input.Tensor.RequiresGradient)
        {
            new ColumnShift
            {
                Source = gradient,
                SourceStride = FirstOutput.Columns,
                Target = input.GradientForWrite(FirstOutput.Columns, out bool adds),
                TargetStride = input.Stride,
                Scale = 1,
                Rows = FirstOutput.Rows,
                Columns = FirstOutput.Columns,
                Accumulate = adds,
            }.Run(workers);
        }
    }
}
