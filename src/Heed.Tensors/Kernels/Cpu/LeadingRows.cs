using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>One more row in front of each sequence, the same for all. Offsets (B + 1) are those of x.</summary>
internal static unsafe class LeadingRows
{
    // A slice of columns belongs to one part, which takes the sequences in order: so the sums come out the same at any number of threads.
    private const int ColumnsPerSlice = 64;

    /// <summary>x (N, D), leading (D) → output (N + B, D).</summary>
    public static void Forward(WorkerPool workers, in SequenceRows rows, float* x, float* leading, float* output) =>
        workers.Run(new ForwardJob(rows, x, leading, output), rows.Count);

    /// <summary>dx = the rows of x in dy, or those added.</summary>
    public static void Backward(WorkerPool workers, in SequenceRows rows, float* outputGradient, float* gradient, bool accumulate) =>
        VectorJob.Run(workers, new BackwardJob(rows, outputGradient, gradient, accumulate), rows.Count);

    /// <summary>leadingGradient += Σ over the sequences of their first rows in dy.</summary>
    public static void AddLeadingGradient(WorkerPool workers, in SequenceRows rows, float* outputGradient, float* leadingGradient) =>
        VectorJob.Run(workers, new LeadingJob(rows, outputGradient, leadingGradient), RowBlocks.Parts(rows.Columns, ColumnsPerSlice));

    private readonly struct ForwardJob(SequenceRows rows, float* x, float* leading, float* output) : IJob
    {
        public void Execute(int part, int worker)
        {
            int columns = rows.Columns;
            int first = rows.Offsets[part];
            int count = rows.Offsets[part + 1] - first;
            float* target = output + ((long)(first + part) * columns);
            new Span<float>(leading, columns).CopyTo(new Span<float>(target, columns));
            new Span<float>(x + ((long)first * columns), count * columns).CopyTo(new Span<float>(target + columns, count * columns));
        }
    }

    private readonly struct BackwardJob(SequenceRows rows, float* outputGradient, float* gradient, bool accumulate) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            int first = rows.Offsets[part];
            int count = (rows.Offsets[part + 1] - first) * columns;
            float* from = outputGradient + ((long)(first + part + 1) * columns);
            float* to = gradient + ((long)first * columns);
            for (int index = 0; index < count; index += TSimd.Width)
            {
                TVector value = Lanes.Load<TSimd, TVector>(from + index, count - index);
                Lanes.Write<TSimd, TVector>(value, to + index, count - index, accumulate);
            }
        }
    }

    private readonly struct LeadingJob(SequenceRows rows, float* outputGradient, float* leadingGradient) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            int end = Math.Min(columns, (part + 1) * ColumnsPerSlice);
            for (int sequence = 0; sequence < rows.Count; sequence++)
            {
                float* from = outputGradient + ((long)(rows.Offsets[sequence] + sequence) * columns);
                for (int column = part * ColumnsPerSlice; column < end; column += TSimd.Width)
                {
                    TVector value = Lanes.Load<TSimd, TVector>(from + column, end - column);
                    Lanes.Write<TSimd, TVector>(value, leadingGradient + column, end - column, accumulate: true);
                }
            }
        }
    }
}
