using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>y = γ ⊙ (x − μ) / √(σ² + ε) + β over the last dimension (Ba, Kiros and Hinton, 2016), or RMSNorm; see <see cref="NormParameters"/>.</summary>
public sealed unsafe class LayerNormOp : Operation
{
    private Tensor input;
    private NormParameters norm;
    private float* statistics;

    protected internal override OpWork BackwardWork => OpWork.Moving(3.0 * input.Shape.Count);

    /// <summary>Normalises each row of <paramref name="x"/> (N, D).</summary>
    public static Tensor Apply(Tensor x, in NormParameters norm)
    {
        norm.Check(x.Shape);
        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(x.Shape);
        float* statistics = workspace.IsRecording ? workspace.AllocateFloats(2L * x.Rows) : null;
        LayerNorm.Forward(workspace.Workers, new LayerNormForward
        {
            Input = x.Data,
            Sum = x.Data,
            Output = output.Data,
            Gain = norm.Gain.Data,
            Shift = norm.ShiftData,
            Centers = norm.Centers,
            Mean = statistics,
            Reciprocal = statistics is null ? null : statistics + x.Rows,
            Rows = x.Rows,
            Columns = x.Columns,
            Epsilon = norm.Epsilon,
            Dropout = DropoutMask.Off,
        });
        if (workspace.IsRecording)
        {
            LayerNormOp node = workspace.Record<LayerNormOp>(output);
            (node.input, node.norm) = (x, norm);
            node.statistics = statistics;
        }

        workspace.Profile?.Stop(typeof(LayerNormOp), isBackward: false, start, OpWork.Moving(2.0 * x.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        // The first gradient of x is computed where that of y lies, and changes hands.
        bool gives = input.RequiresGradient && !input.HasGradient;
        bool adds = false;
        float* target = gives ? FirstOutput.Gradient : input.RequiresGradient ? input.GradientForWrite(out adds) : null;
        LayerNorm.Backward(
            FirstOutput.Workspace.Workers,
            new LayerNormBackward
            {
                Sum = input.Data,
                Mean = statistics,
                Reciprocal = statistics + input.Rows,
                Centers = norm.Centers,
                Gain = norm.Gain.Data,
                OutputGradient = FirstOutput.Gradient,
                InputGradient = target,
                AddsToInput = adds,
                Rows = input.Rows,
                Columns = input.Columns,
                Dropout = DropoutMask.Off,
            },
            norm.Gain.Gradient,
            norm.ShiftGradient);
        if (gives)
        {
            input.TryTakeGradient(FirstOutput);
        }
    }
}
