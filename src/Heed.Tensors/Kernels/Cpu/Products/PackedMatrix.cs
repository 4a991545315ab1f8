using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// A right factor (K, N) packed once for many products: weights while decoding, or the output projection that is used row block by row
/// block. Holds a copy, so pack again after the original has changed. Memory is kept and reused.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly AlignedBuffer buffer = new(0);

    /// <summary>K: rows of the matrix.</summary>
    public int Rows { get; private set; }

    /// <summary>N: columns of the matrix.</summary>
    public int Columns { get; private set; }

    public float* Data => buffer.Floats;

    /// <summary>Packs B (<paramref name="rows"/>, <paramref name="columns"/>); a weight (O, I) of y = x·Wᵀ is the transposed operand with I rows and O columns.</summary>
    public void Pack(WorkerPool workers, MatrixOperand b, int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        buffer.EnsureCapacity(Panels.Length(rows, columns) * sizeof(float));
        int granules = (columns + Panels.Granule - 1) / Panels.Granule;
        int parts = Math.Clamp((int)((long)rows * columns / MinimumPart), 1, Math.Max(granules, 1));
        int granulesPerPart = (granules + parts - 1) / parts;
        var job = new PackJob(b, Data, rows, columns, granulesPerPart * Panels.Granule);
        VectorJob.Run(workers, job, granulesPerPart == 0 ? 0 : (granules + granulesPerPart - 1) / granulesPerPart);
    }

    public void Dispose() => buffer.Dispose();

    // Elements worth waking a thread for.
    private const int MinimumPart = 16384;

    private readonly struct PackJob(MatrixOperand b, float* target, int rows, int columns, int columnsPerPart) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int first = part * columnsPerPart;
            int count = Math.Min(columnsPerPart, columns - first);
            Panels.Pack<TSimd, TVector>(b, 0, first, rows, count, target + ((long)first * rows));
        }
    }
}
