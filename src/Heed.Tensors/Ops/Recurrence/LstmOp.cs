using Heed.Tensors.Kernels.Cpu.Recurrence;

namespace Heed.Tensors.Ops.Recurrence;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with forget gates, Gers et al., 2000), over packed sequences in one direction:
/// i, f, o = σ(xᵢ + W h + b), g = tanh(…), c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ tanh c. The input (N, 4·H) holds what x adds to i, f, g and o; a state is h, then c.
/// </summary>
public sealed class LstmOp : Operation
{
    private RecurrentPass<LstmCell> pass;

    protected internal override OpWork BackwardWork => pass.Work + pass.Work;

    /// <summary>Runs over the sequences of <paramref name="layout"/>, from the state <paramref name="initial"/> (B, S) or from zero.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentResult Apply(Tensor input, in RecurrentWeights weights, in RecurrenceLayout layout, ColumnSlice initial = default)
    {
        Workspace workspace = input.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        var pass = new RecurrentPass<LstmCell>(input, weights, layout, initial, default);
        pass.Forward();
        if (workspace.IsRecording)
        {
            workspace.Record<LstmOp>(pass.Output, pass.Final).pass = pass;
        }

        workspace.Profile?.Stop(typeof(LstmOp), isBackward: false, start, pass.Work);
        return new RecurrentResult(pass.Output, pass.Final);
    }

    protected internal override void Backward() => pass.Backward();
}
