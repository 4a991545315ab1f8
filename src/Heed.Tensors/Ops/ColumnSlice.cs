namespace Heed.Tensors.Ops;

/// <summary>
/// The columns of a tensor from <paramref name="Column"/> on: queries, keys and values that were projected by one product are read in
/// place, and their gradients are written in place.
/// </summary>
public readonly record struct ColumnSlice(Tensor Tensor, int Column)
{
    internal unsafe float* Data => Tensor.Data + Column;

    /// <summary>Floats from one row to the next.</summary>
    internal int Stride => Tensor.Columns;
}
