using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>One direction of one recurrent layer: rows (N, I) → hidden states (N, H), one time step after the other.</summary>
public abstract class RecurrentLayer
{
    /// <summary>Runs in the order of <paramref name="layout"/>, from the states <paramref name="initial"/> (B, S) or from zero.</summary>
    public abstract RecurrentResult Forward(Tensor x, in RecurrenceLayout layout, ColumnSlice initial = default);
}
