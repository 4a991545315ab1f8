using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>target = addend + dropout(source): a residual sum, or with dropout's own gradient its backward pass.</summary>
internal static unsafe class Residual
{
    /// <summary>target = addend + dropout(source), <paramref name="count"/> elements each; no addend (null) counts as zeros. Memory may be shared.</summary>
    public static void Add(WorkerPool workers, float* addend, float* source, float* target, long count, DropoutMask dropout) =>
        VectorJob.Run(workers, new AddJob(addend, source, target, count, dropout), RowBlocks.Parts(count));

    private readonly struct AddJob(float* addend, float* source, float* target, long count, DropoutMask dropout) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            (long first, int length) = RowBlocks.Range(count, part);
            float* left = addend is null ? null : addend + first;
            float* right = source + first;
            float* to = target + first;
            DropoutMask mask = dropout;
            for (int index = 0; index < length; index += TSimd.Width)
            {
                int rest = length - index;
                TVector value = Lanes.Load<TSimd, TVector>(right + index, rest);
                if (!mask.IsOff)
                {
                    value = TSimd.Multiply(value, TSimd.DropoutFactors(mask.Key, (uint)(first + index), mask.Threshold, mask.Scale));
                }

                if (left is not null)
                {
                    value = TSimd.Add(value, Lanes.Load<TSimd, TVector>(left + index, rest));
                }

                Lanes.Store<TSimd, TVector>(value, to + index, rest);
            }
        }
    }
}
