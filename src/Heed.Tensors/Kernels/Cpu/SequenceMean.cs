using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>The rows of each sequence: <see cref="Offsets"/> (B + 1) cut N rows into B sequences, of which the first <see cref="Lengths"/> (B) rows are real.</summary>
internal readonly unsafe struct SequenceRows
{
    public int* Offsets { get; init; }

    public int* Lengths { get; init; }

    public int Count { get; init; }

    public int Columns { get; init; }
}

/// <summary>The mean of each sequence's real rows, and the way back. A sequence is a part of its own.</summary>
internal static unsafe class SequenceMean
{
    /// <summary>x (N, D) → output (B, D); zeros for a sequence without rows.</summary>
    public static void Forward(WorkerPool workers, in SequenceRows rows, float* x, float* output) =>
        VectorJob.Run(workers, new ForwardJob(rows, x, output), rows.Count);

    /// <summary>dx[row] = dy[sequence] / length, 0 in padding; or that added.</summary>
    public static void Backward(WorkerPool workers, in SequenceRows rows, float* outputGradient, float* gradient, bool accumulate) =>
        VectorJob.Run(workers, new BackwardJob(rows, outputGradient, gradient, accumulate), rows.Count);

    private readonly struct ForwardJob(SequenceRows rows, float* x, float* output) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = rows.Columns;
            int length = rows.Lengths[part];
            float* target = output + ((long)part * columns);
            new Span<float>(target, columns).Clear();
            ColumnSum.SumRows<TSimd, TVector>(x + ((long)rows.Offsets[part] * columns), length, columns, columns, target);
            TVector share = TSimd.Create(length == 0 ? 0 : 1f / length);
            for (int column = 0; column < columns; column += TSimd.Width)
            {
                TVector sum = Lanes.Load<TSimd, TVector>(target + column, columns - column);
                Lanes.Store<TSimd, TVector>(TSimd.Multiply(sum, share), target + column, columns - column);
            }
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
            int length = rows.Lengths[part];
            float* from = outputGradient + ((long)part * columns);
            TVector share = TSimd.Create(length == 0 ? 0 : 1f / length);
            for (int row = rows.Offsets[part]; row < rows.Offsets[part + 1]; row++)
            {
                float* to = gradient + ((long)row * columns);
                TVector factor = row < rows.Offsets[part] + length ? share : TSimd.Zero;
                for (int column = 0; column < columns; column += TSimd.Width)
                {
                    TVector value = TSimd.Multiply(Lanes.Load<TSimd, TVector>(from + column, columns - column), factor);
                    Lanes.Write<TSimd, TVector>(value, to + column, columns - column, accumulate);
                }
            }
        }
    }
}
