namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// One factor of a product as it lies in memory: row-major, <paramref name="stride"/> floats from row to row. A transposed operand stands
/// for the matrix whose element (i, j) lies at <c>data[j · stride + i]</c>.
/// </summary>
internal readonly unsafe struct MatrixOperand(float* data, int stride, bool transposed = false)
{
    public float* Data { get; } = data;

    public int Stride { get; } = stride;

    public bool Transposed { get; } = transposed;

    /// <summary>Where element (row, column) of the matrix lies.</summary>
    public float* At(int row, int column) => Transposed ? Data + ((long)column * Stride) + row : Data + ((long)row * Stride) + column;
}
