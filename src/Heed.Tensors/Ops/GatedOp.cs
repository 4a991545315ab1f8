using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>
/// y = dropout(f(g) ⊙ u): a gated linear unit (Dauphin et al., 2017) with f SiLU or GELU's tanh form (Shazeer, 2020). The rows of its input
/// (N, 2F) hold g and then u, as one projection gives them; y is (N, F).
/// </summary>
public sealed unsafe class GatedOp : Operation
{
    private Tensor input;
    private Activation activation;
    private Gated.GatedRows rows;

    protected internal override OpWork BackwardWork => OpWork.Moving(5.0 * FirstOutput.Shape.Count);

    /// <summary>Gates the second half of each row of <paramref name="x"/> (N, 2F) by the first.</summary>
    /// <exception cref="ArgumentException">The width is odd, or the activation is not one that gates.</exception>
    public static Tensor Apply(Tensor x, Activation activation, float dropout = 0)
    {
        if (x.Columns % 2 != 0)
        {
            throw new ArgumentException($"A gated unit needs rows of two halves; rows of shape {x.Shape} have none.");
        }

        if (activation is not (Activation.Silu or Activation.GeluTanh))
        {
            throw new ArgumentException($"A gate of {activation} is not known; there are {Activation.Silu} and {Activation.GeluTanh}.", nameof(activation));
        }

        Workspace workspace = x.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        Tensor output = workspace.Allocate(new Shape(x.Rows, x.Columns / 2)); // (N, F)
        var rows = new Gated.GatedRows(x.Rows, output.Columns, workspace.NextDropout(dropout));
        Gated.Forward(workspace.Workers, activation, x.Data, output.Data, rows);
        if (workspace.IsRecording)
        {
            GatedOp node = workspace.Record<GatedOp>(output);
            (node.input, node.activation, node.rows) = (x, activation, rows);
        }

        workspace.Profile?.Stop(typeof(GatedOp), isBackward: false, start, OpWork.Moving(3.0 * output.Shape.Count));
        return output;
    }

    protected internal override void Backward()
    {
        if (input.RequiresGradient)
        {
            float* target = input.GradientForWrite(out bool adds);
            Gated.Backward(FirstOutput.Workspace.Workers, activation, new Gated.GatedGradients(input.Data, FirstOutput.Gradient, target, adds), rows);
        }
    }
}
