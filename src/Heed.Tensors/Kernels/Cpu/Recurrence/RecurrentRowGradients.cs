namespace Heed.Tensors.Kernels.Cpu.Recurrence;

/// <summary>One row's part of <see cref="RecurrentGradients"/>.</summary>
internal readonly unsafe struct RecurrentRowGradients(in RecurrentArrays arrays, in RecurrentGradients all, in RecurrentStep step, int rank)
{
    /// <summary>What comes from above (H), or null.</summary>
    public readonly float* Output = all.Output is null ? null : all.Output + ((long)arrays.Rows[step.First + rank] * arrays.Width);

    /// <summary>What comes from later steps to the hidden state (H).</summary>
    public readonly float* Hidden = all.Hidden + ((long)rank * arrays.Width);

    /// <summary>What comes from later steps to the memory cells (H).</summary>
    public readonly float* Cell = all.Cell is null ? null : all.Cell + ((long)rank * arrays.Width);

    /// <summary>Where the gradient of the gates' sums, or of the product, goes (G·H).</summary>
    public readonly float* Gates = all.Product + ((long)(step.First + rank) * arrays.GateWidth);

    /// <summary>Where the input's gradient goes (G·H), or null.</summary>
    public readonly float* Input = all.Input is null ? null : all.Input + ((long)arrays.Rows[step.First + rank] * arrays.GateWidth);

    /// <summary>Whether it is added there.</summary>
    public readonly bool AddsToInput = all.AddsToInput;
}
