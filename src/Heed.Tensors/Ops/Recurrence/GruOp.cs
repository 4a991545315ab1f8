using Heed.Tensors.Kernels.Cpu.Recurrence;

namespace Heed.Tensors.Ops.Recurrence;

/// <summary>
/// The gated recurrent unit (Cho et al., 2014) over packed sequences in one direction: r, z = σ(xᵢ + W h + b), n = tanh(xₙ + r ⊙ (Wₙ h + bₙ)),
/// h = (1 − z) ⊙ n + z ⊙ h₋₁. The input (N, 3·H) holds what x adds to r, z and n; a state is h.
/// </summary>
public sealed class GruOp : Operation
{
    private RecurrentPass<GruCell> pass;

    protected internal override OpWork BackwardWork => pass.Work + pass.Work;

    /// <summary>Runs over the sequences of <paramref name="layout"/>, from the state <paramref name="initial"/> (B, S) or from zero.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentResult Apply(Tensor input, in RecurrentWeights weights, in RecurrenceLayout layout, ColumnSlice initial = default)
    {
        Workspace workspace = input.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        var pass = new RecurrentPass<GruCell>(input, weights, layout, initial, default);
        pass.Forward();
        if (workspace.IsRecording)
        {
            workspace.Record<GruOp>(pass.Output, pass.Final).pass = pass;
        }

        workspace.Profile?.Stop(typeof(GruOp), isBackward: false, start, pass.Work);
        return new RecurrentResult(pass.Output, pass.Final);
    }

    protected internal override void Backward() => pass.Backward();
}
