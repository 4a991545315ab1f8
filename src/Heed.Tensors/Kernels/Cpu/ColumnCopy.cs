using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>Some columns of some rows, to other columns of as many rows.</summary>
internal static unsafe class ColumnCopy
{
    /// <summary>target (N, C) = source (N, C), or += it; both are blocks of wider rows.</summary>
    public static void Run(WorkerPool workers, in ColumnBlock source, in ColumnBlock target, int rows, int columns, bool accumulate)
    {
        int size = RowBlocks.RowsPerPart(columns);
        VectorJob.Run(workers, new CopyJob(source, target, rows, columns, accumulate, size), RowBlocks.Parts(rows, size));
    }

    private readonly struct CopyJob(ColumnBlock source, ColumnBlock target, int rows, int columns, bool accumulate, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int end = Math.Min(rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                float* from = source.Row(row);
                float* to = target.Row(row);
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    int count = columns - column;
                    Lanes.Write<TSimd, TVector>(Lanes.Load<TSimd, TVector>(from + column, count), to + column, count, accumulate);
                }
            }
        }
    }
}

/// <summary>Columns within wider rows: where the first row's begin, and the floats from row to row.</summary>
internal readonly unsafe struct ColumnBlock(float* data, int stride)
{
    public float* Row(int row) => data + ((long)row * stride);
}
