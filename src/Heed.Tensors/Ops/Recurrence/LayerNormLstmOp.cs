using Heed.Tensors.Kernels.Cpu.Recurrence;

namespace Heed.Tensors.Ops.Recurrence;

/// <summary>
/// An LSTM with layer normalisation (Ba, Kiros and Hinton, 2016, equations 20 to 22): i, f, o = σ(xᵢ + LN(W h)), g = tanh(…),
/// c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ tanh(LN(c)). The input (N, 4·H) holds what x adds, normalised by the caller; a state is h, then c before its norm.
/// </summary>
public sealed class LayerNormLstmOp : Operation
{
    private RecurrentPass<LayerNormLstmCell> pass;

    protected internal override OpWork BackwardWork => pass.Work + pass.Work;

    /// <summary>Runs over the sequences of <paramref name="layout"/>, from the state <paramref name="initial"/> (B, 2·H) or from zero.</summary>
    /// <param name="input">What x adds to the gates (N, 4·H).</param>
    /// <param name="weight">W (4·H, H); the norms' shifts are the biases.</param>
    /// <param name="norms">The norms of the product (4·H) and of the memory cells (H).</param>
    /// <param name="layout">The order of rows.</param>
    /// <param name="initial">The state of each sequence before its first row.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static RecurrentResult Apply(
        Tensor input, Parameter weight, (NormParameters Product, NormParameters Cell) norms, in RecurrenceLayout layout, ColumnSlice initial = default)
    {
        norms.Product.Check(input.Shape);
        norms.Cell.Check(weight.Shape);
        Workspace workspace = input.Workspace;
        long start = workspace.Profile?.Start() ?? 0;
        var cell = new LayerNormLstmCell(norms.Product, norms.Cell);
        var pass = new RecurrentPass<LayerNormLstmCell>(input, new RecurrentWeights(weight, null), layout, initial, cell);
        pass.Forward();
        if (workspace.IsRecording)
        {
            workspace.Record<LayerNormLstmOp>(pass.Output, pass.Final).pass = pass;
        }

        workspace.Profile?.Stop(typeof(LayerNormLstmOp), isBackward: false, start, pass.Work);
        return new RecurrentResult(pass.Output, pass.Final);
    }

    protected internal override void Backward() => pass.Backward();
}
