using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>Small loops over flat arrays.</summary>
internal static unsafe class Elementwise
{
    /// <summary>target += source.</summary>
    public static void Add(WorkerPool workers, float* source, float* target, long count) =>
        VectorJob.Run(workers, new BinaryJob<Sum>(source, target, 0, count), RowBlocks.Parts(count));

    /// <summary>target += weight · (source − target): an exponential moving average, or with weight 1/n the running average of n arrays.</summary>
    public static void Lerp(WorkerPool workers, float* source, float* target, float weight, long count) =>
        VectorJob.Run(workers, new BinaryJob<Toward>(source, target, weight, count), RowBlocks.Parts(count));

    /// <summary>Σ of the squares, in double over fixed blocks: the square of a gradient's norm.</summary>
    public static double SquaredNorm(WorkerPool workers, float* source, long count)
    {
        int parts = RowBlocks.Parts(count);
        var sums = (double*)workers.Shared(2L * parts);
        VectorJob.Run(workers, new SquareJob(source, count, sums), parts);
        double total = 0;
        for (int part = 0; part < parts; part++)
        {
            total += sums[part];
        }

        return total;
    }

    /// <summary>How a <see cref="BinaryJob{TOperator}"/> combines two elements.</summary>
    private interface IBinary
    {
        static abstract TVector Apply<TSimd, TVector>(TVector source, TVector target, TVector weight)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged;
    }

    private readonly struct Sum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector source, TVector target, TVector weight)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged => TSimd.Add(source, target);
    }

    private readonly struct Toward : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TSimd, TVector>(TVector source, TVector target, TVector weight)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged => TSimd.MultiplyAdd(TSimd.Subtract(source, target), weight, target);
    }

    private readonly struct BinaryJob<TOperator>(float* source, float* target, float weight, long count) : IVectorJob
        where TOperator : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            float* from = source + first;
            float* to = target + first;
            TVector factor = TSimd.Create(weight);
            int index = 0;
            for (; index <= length - TSimd.Width; index += TSimd.Width)
            {
                TSimd.Store(TOperator.Apply<TSimd, TVector>(TSimd.Load(from + index), TSimd.Load(to + index), factor), to + index);
            }

            int rest = length - index;
            TVector last = TOperator.Apply<TSimd, TVector>(TSimd.LoadPartial(from + index, rest), TSimd.LoadPartial(to + index, rest), factor);
            TSimd.StorePartial(last, to + index, rest);
        }
    }

    private readonly struct SquareJob(float* source, long count, double* sums) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            float* from = source + first;
            TVector even = TSimd.Zero;
            TVector odd = TSimd.Zero;
            int index = 0;
            for (; index <= length - (2 * TSimd.Width); index += 2 * TSimd.Width)
            {
                TVector left = TSimd.Load(from + index);
                TVector right = TSimd.Load(from + index + TSimd.Width);
                even = TSimd.MultiplyAdd(left, left, even);
                odd = TSimd.MultiplyAdd(right, right, odd);
            }

            for (; index < length; index += TSimd.Width)
            {
                TVector rest = Lanes.Load<TSimd, TVector>(from + index, length - index);
                even = TSimd.MultiplyAdd(rest, rest, even);
            }

            sums[part] = TSimd.Sum(TSimd.Add(even, odd));
        }
    }
}
