using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y = x ⊙ m / (1 − p) with m drawn anew each step, 0 with probability p (Srivastava et al., 2014); y = x where nothing is trained.</summary>
public sealed unsafe class DropoutOp : Operation
{
    private Tensor input;
    private DropoutMask mask;

    protected internal override OpWork BackwardWork => OpWork.Moving(2.0 * input.Shape.Count);

    /// <summary>Drops elements of <paramref name="x"/> with probability <paramref name="dropout"/>; gives back x itself where there is nothing to drop.</summary>
    public static Tensor Apply(Tensor x, float dropout)
    {
        Workspace workspace = x.Workspace;
        DropoutMask mask = workspace.NextDropout(dropout);
        if (mask.IsOff)
        {
            return x;
        }

        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(x.Shape);
        Residual.Add(workspace.Workers, null, x.Data, output.Data, x.Shape.Count, mask);
        if (workspace.IsRecording)
        {
            DropoutOp node = workspace.Record<DropoutOp>(output);
            (node.input, node.mask) = (x, mask);
        }

        workspace.Profile?.Stop(typeof(DropoutOp), isBackward: false, start, OpWork.Moving(2.0 * x.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool accumulate);
            Residual.Add(FirstOutput.Workspace.Workers, accumulate ? target : null, FirstOutput.Gradient, target, input.Shape.Count, mask);
        }
    }
}
