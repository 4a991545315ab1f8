using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>s = x + dropout(b): a residual sum with no norm behind it.</summary>
public sealed unsafe class ResidualOp : Operation
{
    private Tensor input;
    private Tensor branch;
    private DropoutMask mask;

    protected internal override OpWork BackwardWork => OpWork.Moving(3.0 * input.Shape.Count);

    /// <summary>Adds <paramref name="branch"/> to <paramref name="x"/>, which has the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Apply(Tensor x, Tensor branch, float dropout = 0)
    {
        Check(x, branch);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor sum = workspace.Allocate(x.Shape);
        DropoutMask mask = workspace.NextDropout(dropout);
        Residual.Add(workspace.Workers, x.Data, branch.Data, sum.Data, x.Shape.Count, mask);
        if (workspace.IsRecording)
        {
            ResidualOp node = workspace.Record<ResidualOp>(sum);
            (node.input, node.branch, node.mask) = (x, branch, mask);
        }

        workspace.Profile?.Stop(typeof(ResidualOp), isBackward: false, start, OpWork.Moving(3.0 * x.Shape.Count));
        return sum;
    }

    protected internal override void Backward() => Backward(FirstOutput, input, branch, mask);

    internal static void Check(Tensor x, Tensor branch)
    {
        if (x.Shape != branch.Shape)
        {
            throw new ArgumentException($"A branch of shape {branch.Shape} cannot be added to a stream of shape {x.Shape}.");
        }
    }

    /// <summary>db (+)= dropout(ds), dx (+)= ds.</summary>
    internal static void Backward(Tensor sum, Tensor input, Tensor branch, DropoutMask mask)
    {
        long count = sum.Shape.Count;
        if (branch.RequiresGradient)
        {
            float* target = branch.GradientForWrite(out bool accumulate);
            Residual.Add(sum.Workspace.Workers, accumulate ? target : null, sum.Gradient, target, count, mask);
        }

        if (input.RequiresGradient && !input.TryTakeGradient(sum))
        {
            Elementwise.Add(sum.Workspace.Workers, sum.Gradient, input.GradientForWrite(out _), count);
        }
    }
}
