using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y = α · x with one trained number α. Backward: dx = α · dy, dα += Σ dy ⊙ x.</summary>
public sealed unsafe class ScaleOp : Operation
{
    private Tensor input;
    private Parameter? scale;

    protected internal override OpWork BackwardWork => OpWork.Moving(3.0 * input.Shape.Count);

    /// <summary>Multiplies <paramref name="x"/> by <paramref name="scale"/> (1).</summary>
    /// <exception cref="ArgumentException">The scale is not one number.</exception>
    public static Tensor Apply(Tensor x, Parameter scale)
    {
        if (scale.Shape.Count != 1)
        {
            throw new ArgumentException($"The scale {scale.Name} has shape {scale.Shape}; it must be one number.");
        }

        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(x.Shape);
        Scaling.Forward(workspace.Workers, x.Data, scale.Data[0], output.Data, x.Shape.Count, accumulate: false);
        if (workspace.IsRecording)
        {
            ScaleOp node = workspace.Record<ScaleOp>(output);
            (node.input, node.scale) = (x, scale);
        }

        workspace.Profile?.Stop(typeof(ScaleOp), isBackward: false, start, OpWork.Moving(2.0 * x.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        Memory.WorkerPool workers = FirstOutput.Workspace.Workers;
        scale!.Gradient[0] += Scaling.Dot(workers, FirstOutput.Gradient, input.Data, input.Shape.Count);
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            Scaling.Forward(workers, FirstOutput.Gradient, scale.Data[0], target, input.Shape.Count, accumulate);
        }
    }
}
