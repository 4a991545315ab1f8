using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// s = x + dropout(b), y = LayerNorm(s) in one pass over memory. A post-norm block (Vaswani et al., 2017) goes on with y alone; a pre-norm
/// block (Xiong et al., 2020) carries s on and reads y.
/// </summary>
public sealed unsafe class ResidualNormOp : Operation
{
    private Tensor input;
    private Tensor branch;
    private NormParameters norm;
    private float* statistics;
    private DropoutMask mask;

    protected internal override OpWork BackwardWork => OpWork.Moving(5.0 * input.Shape.Count);

    /// <summary>Adds <paramref name="branch"/> (N, D) to <paramref name="x"/> (N, D) and normalises the sum.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static (Tensor Sum, Tensor Normed) Apply(Tensor x, Tensor branch, in NormParameters norm, float dropout = 0)
    {
        ResidualOp.Check(x, branch);
        norm.Check(x.Shape);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor sum = workspace.Allocate(x.Shape);
        Tensor normed = workspace.Allocate(x.Shape);
        float* statistics = workspace.IsRecording ? workspace.AllocateFloats(2L * x.Rows) : null;
        DropoutMask mask = workspace.NextDropout(dropout);
        LayerNorm.Forward(workspace.Workers, new LayerNormForward
        {
            Input = x.Data,
            Branch = branch.Data,
            Sum = sum.Data,
            Output = normed.Data,
            Gain = norm.Gain.Data,
            Shift = norm.ShiftData,
            Centers = norm.Centers,
            Mean = statistics,
            Reciprocal = statistics is null ? null : statistics + x.Rows,
            Rows = x.Rows,
            Columns = x.Columns,
            Epsilon = norm.Epsilon,
            Dropout = mask,
        });
        if (workspace.IsRecording)
        {
            ResidualNormOp node = workspace.Record<ResidualNormOp>(sum, normed);
            (node.input, node.branch, node.norm, node.mask) = (x, branch, norm, mask);
            node.statistics = statistics;
        }

        workspace.Profile?.Stop(typeof(ResidualNormOp), isBackward: false, start, OpWork.Moving(4.0 * x.Shape.Count));
        return (sum, normed);
    }

    protected internal override void Backward()
    {
        Tensor sum = FirstOutput;
        Tensor normed = SecondOutput;
        if (!normed.HasGradient)
        {
            ResidualOp.Backward(sum, input, branch, mask);
            return;
        }

        // Gradients are computed in the buffers they came in, which then change hands: dx in that of s, or else of y; db in that of y if it is free.
        bool hasSum = sum.HasGradient;
        bool differ = input != branch;
        bool givesInput = differ && input.RequiresGradient && !input.HasGradient;
        bool givesBranch = differ && branch.RequiresGradient && !branch.HasGradient && (hasSum || !givesInput);
        bool addsToInput = false;
        bool addsToBranch = false;
        float* inputGradient = givesInput ? (hasSum ? sum.Gradient : normed.Gradient)
            : input.RequiresGradient ? input.GradientForWrite(out addsToInput) : null;
        float* branchGradient = givesBranch ? normed.Gradient
            : branch.RequiresGradient ? branch.GradientForWrite(out addsToBranch) : null;
        LayerNorm.Backward(
            sum.Workspace.Workers,
            new LayerNormBackward
            {
                Sum = sum.Data,
                Mean = statistics,
                Reciprocal = statistics + sum.Rows,
                Centers = norm.Centers,
                Gain = norm.Gain.Data,
                OutputGradient = normed.Gradient,
                SumGradient = hasSum ? sum.Gradient : null,
                InputGradient = inputGradient,
                AddsToInput = addsToInput,
                BranchGradient = branchGradient,
                AddsToBranch = addsToBranch,
                Rows = sum.Rows,
                Columns = sum.Columns,
                Dropout = mask,
            },
            norm.Gain.Gradient,
            norm.ShiftGradient);
        if (givesBranch)
        {
            branch.TryTakeGradient(normed);
        }

        if (givesInput)
        {
            input.TryTakeGradient(hasSum ? sum : normed);
        }
    }
}
