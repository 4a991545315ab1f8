using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>target (+)= factor · source, and the dot product that its backward pass needs.</summary>
internal static unsafe class Scaling
{
    /// <summary>target = factor · source, or added to it.</summary>
    public static void Forward(WorkerPool workers, float* source, float factor, float* target, long count, bool accumulate) =>
        VectorJob.Run(workers, new ScaleJob(source, factor, target, count, accumulate), RowBlocks.Parts(count));

    /// <summary>Σ left ⊙ right: vectors of float within a part, parts in double and in order.</summary>
    public static float Dot(WorkerPool workers, float* left, float* right, long count)
    {
        int parts = RowBlocks.Parts(count);
        var sums = (double*)workers.Shared(2L * parts);
        VectorJob.Run(workers, new DotJob(left, right, count, sums), parts);
        double total = 0;
        for (int part = 0; part < parts; part++)
        {
            total += sums[part];
        }

        return (float)total;
    }

    private readonly struct ScaleJob(float* source, float factor, float* target, long count, bool accumulate) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            TVector scale = TSimd.Create(factor);
            for (int index = 0; index < length; index += TSimd.Width)
            {
                TVector value = TSimd.Multiply(Lanes.Load<TSimd, TVector>(source + first + index, length - index), scale);
                Lanes.Write<TSimd, TVector>(value, target + first + index, length - index, accumulate);
            }
        }
    }

    private readonly struct DotJob(float* left, float* right, long count, double* sums) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            TVector sum = TSimd.Zero;
            for (int index = 0; index < length; index += TSimd.Width)
            {
                int rest = length - index;
                sum = TSimd.MultiplyAdd(Lanes.Load<TSimd, TVector>(left + first + index, rest), Lanes.Load<TSimd, TVector>(right + first + index, rest), sum);
            }

            sums[part] = TSimd.Sum(sum);
        }
    }
}
