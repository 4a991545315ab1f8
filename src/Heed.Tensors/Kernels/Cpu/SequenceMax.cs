using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The largest of each sequence's real rows, column by column, and the way back to the row that it came from. A sequence is a part of its own.</summary>
internal static unsafe class SequenceMax
{
    /// <summary>
    /// x (N, D) → output (B, D), and in <paramref name="places"/> (B, D) which row of its sequence each came from, as a float: the first of equals. Zeros, from
    /// nowhere (−1), for a sequence without rows.
    /// </summary>
    public static void Forward(WorkerPool workers, in SequenceRows rows, float* x, float* output, float* places) =>
        VectorJob.Run(workers, new ForwardJob(rows, x, output, places), rows.Count);

    /// <summary>dx[row] = dy[sequence] in the columns that came from the row, 0 in others; or that added.</summary>
    public static void Backward(WorkerPool workers, in SequenceRows rows, float* places, float* outputGradient, float* gradient, bool accumulate) =>
        VectorJob.Run(workers, new BackwardJob(rows, places, outputGradient, gradient, accumulate), rows.Count);

    private readonly struct ForwardJob(SequenceRows rows, float* x, float* output, float* places) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            int length = rows.Lengths[part];
            float* from = x + ((long)rows.Offsets[part] * columns);
            for (int column = 0; column < columns; column += TSimd.Width)
            {
                int count = columns - column;
                TVector best = length == 0 ? TSimd.Zero : Lanes.Load<TSimd, TVector>(from + column, count);
                TVector place = TSimd.Create(length == 0 ? -1 : 0);
                for (int row = 1; row < length; row++)
                {
                    TVector value = Lanes.Load<TSimd, TVector>(from + ((long)row * columns) + column, count);
                    place = TSimd.SelectGreater(value, best, TSimd.Create(row), place);
                    best = TSimd.SelectGreater(value, best, value, best);
                }

                Lanes.Store<TSimd, TVector>(best, output + ((long)part * columns) + column, count);
                Lanes.Store<TSimd, TVector>(place, places + ((long)part * columns) + column, count);
            }
        }
    }

    private readonly struct BackwardJob(SequenceRows rows, float* places, float* outputGradient, float* gradient, bool accumulate) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            int first = rows.Offsets[part];
            if (!accumulate)
            {
                new Span<float>(gradient + ((long)first * columns), checked((rows.Offsets[part + 1] - first) * columns)).Clear();
            }

            for (int column = 0; column < columns; column++)
            {
                long place = ((long)part * columns) + column;
                if (places[place] >= 0)
                {
                    gradient[((first + (long)places[place]) * columns) + column] += outputGradient[place];
                }
            }
        }
    }
}
