using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>Sums of a matrix over its rows: the gradient of a bias.</summary>
internal static unsafe class ColumnSum
{
    private const int ColumnsPerPart = 512;

    /// <summary>target (C) += Σ over rows of matrix (N, C).</summary>
    public static void Add(WorkerPool workers, float* matrix, int rows, int columns, float* target)
    {
        if (rows == 0 || columns == 0)
        {
            return;
        }

        int blocks = RowBlocks.Count(rows);
        float* partials = workers.Shared((long)blocks * columns);
        VectorJob.Run(workers, new BlockJob(matrix, rows, columns, partials, blocks), blocks);
        AddPartials(workers, partials, blocks, columns, target);
    }

    /// <summary>target (C) += Σ over the blocks' partial sums (blocks, C), in the order of the blocks.</summary>
    public static void AddPartials(WorkerPool workers, float* partials, int blocks, int columns, float* target) =>
        AddPartials(workers, partials, blocks, columns, target, columns);

    /// <summary>Likewise of sums that lie <paramref name="stride"/> floats apart.</summary>
    public static void AddPartials(WorkerPool workers, float* partials, int blocks, int columns, float* target, int stride) =>
        VectorJob.Run(workers, new CombineJob(partials, blocks, columns, target, stride), RowBlocks.Parts(columns, ColumnsPerPart));

    /// <summary>target[0 … columns) += Σ of <paramref name="rows"/> rows that lie <paramref name="stride"/> floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumRows<TSimd, TVector>(float* source, int rows, int columns, int stride, float* target)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // Four rows at a time: the sums stay in the first cache level and are touched once for four rows.
        int row = 0;
        for (; row <= rows - 4; row += 4)
        {
            float* first = source + ((long)row * stride);
            int column = 0;
            for (; column <= columns - TSimd.Width; column += TSimd.Width)
            {
                AddFour<TSimd, TVector>(first + column, stride, target + column, TSimd.Width);
            }

            if (column < columns)
            {
                AddFour<TSimd, TVector>(first + column, stride, target + column, columns - column);
            }
        }

        for (; row < rows; row++)
        {
            float* first = source + ((long)row * stride);
            for (int column = 0; column < columns; column += TSimd.Width)
            {
                int count = columns - column;
                TVector sum = TSimd.Add(Lanes.Load<TSimd, TVector>(target + column, count), Lanes.Load<TSimd, TVector>(first + column, count));
                Lanes.Store<TSimd, TVector>(sum, target + column, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<TSimd, TVector>(float* source, nint stride, float* target, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector upper = TSimd.Add(Lanes.Load<TSimd, TVector>(source, count), Lanes.Load<TSimd, TVector>(source + stride, count));
        TVector lower = TSimd.Add(Lanes.Load<TSimd, TVector>(source + (2 * stride), count), Lanes.Load<TSimd, TVector>(source + (3 * stride), count));
        TVector sum = TSimd.Add(Lanes.Load<TSimd, TVector>(target, count), TSimd.Add(upper, lower));
        Lanes.Store<TSimd, TVector>(sum, target, count);
    }

    private readonly struct BlockJob(float* matrix, int rows, int columns, float* partials, int blocks) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int first = RowBlocks.First(rows, part, blocks);
            int count = RowBlocks.First(rows, part + 1, blocks) - first;
            float* partial = partials + ((long)part * columns);
            new Span<float>(partial, columns).Clear();
            SumRows<TSimd, TVector>(matrix + ((long)first * columns), count, columns, columns, partial);
        }
    }

    private readonly struct CombineJob(float* partials, int blocks, int columns, float* target, int stride) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int first = part * ColumnsPerPart;
            SumRows<TSimd, TVector>(partials + first, blocks, Math.Min(ColumnsPerPart, columns - first), stride, target + first);
        }
    }
}
