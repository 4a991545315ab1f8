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
            bool drops = !dropout.IsOff;
            var mask = new DropoutLanes<TSimd, TVector>(dropout);
            int index = 0;
            for (; index <= length - TSimd.Width; index += TSimd.Width)
            {
                TVector factors = drops ? mask.Factors((uint)(first + index)) : TSimd.Create(1);
                Step<TSimd, TVector>(left is null ? null : left + index, right + index, to + index, factors, TSimd.Width);
            }

            if (index < length)
            {
                TVector factors = drops ? mask.Factors((uint)(first + index)) : TSimd.Create(1);
                Step<TSimd, TVector>(left is null ? null : left + index, right + index, to + index, factors, length - index);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step<TSimd, TVector>(float* left, float* right, float* to, TVector factors, int count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector value = TSimd.Multiply(Lanes.Load<TSimd, TVector>(right, count), factors);
            if (left is not null)
            {
                value = TSimd.Add(value, Lanes.Load<TSimd, TVector>(left, count));
            }

            Lanes.Store<TSimd, TVector>(value, to, count);
        }
    }
}
