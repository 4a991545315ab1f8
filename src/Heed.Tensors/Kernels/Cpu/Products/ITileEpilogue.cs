namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// What else to do with the product while it is in cache: add a bias, apply an activation. A struct, so that the call is compiled into the
/// product. Blocks do not overlap and cover the product; each is handed over once, finished, by whichever thread computed it.
/// </summary>
internal unsafe interface ITileEpilogue
{
    /// <summary>
    /// Transforms in place the block of <paramref name="rows"/> × <paramref name="columns"/> elements at <paramref name="tile"/>
    /// (<paramref name="stride"/> floats from row to row), which begins at (<paramref name="row"/>, <paramref name="column"/>) of the product.
    /// </summary>
    void Apply<TSimd, TVector>(float* tile, int stride, int row, int column, int rows, int columns)
        where TSimd : struct, Simd.ISimd<TVector>
        where TVector : unmanaged;
}

/// <summary>The plain product.</summary>
internal readonly unsafe struct NoEpilogue : ITileEpilogue
{
    public void Apply<TSimd, TVector>(float* tile, int stride, int row, int column, int rows, int columns)
        where TSimd : struct, Simd.ISimd<TVector>
        where TVector : unmanaged
    {
    }
}
