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

    /// <summary>
    /// Where the gradient of the slice, <paramref name="width"/> columns wide, goes; it has the stride of the tensor. If nobody has written it yet, the columns beside
    /// the slice are cleared, and <paramref name="accumulate"/> is false only where there are none.
    /// </summary>
    internal unsafe float* GradientForWrite(int width, out bool accumulate)
    {
        float* target = Tensor.GradientForWrite(out accumulate);
        if (!accumulate && width != Tensor.Columns)
        {
            Tensor.Gradients.Clear();
            accumulate = true;
        }

        return target + Column;
    }
}
