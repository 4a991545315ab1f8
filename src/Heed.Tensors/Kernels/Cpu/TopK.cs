using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The k most probable columns of each row of logits, best first, with their log-probabilities
/// x − max − ln Σ exp(x − max). Ties go to the lower column.
/// </summary>
internal static unsafe class TopK
{
    // A block is looked into only if its maximum reaches the k-th best so far, which soon becomes rare.
    private const int BlockVectors = 8;

    /// <summary>logits (rows, columns) → ids and logProbabilities (rows, k), 1 ≤ k ≤ columns.</summary>
    public static void LogProbabilities(WorkerPool workers, float* logits, int rows, int columns, int k, int* ids, float* logProbabilities) =>
        VectorJob.Run(workers, new Job(logits, columns, k, ids, logProbabilities), rows);

    /// <summary>The log-probability of one column of one row, the bits that <see cref="LogProbabilities"/> gives it.</summary>
    public static void LogProbability(WorkerPool workers, float* row, int columns, int column, float* result) =>
        VectorJob.Run(workers, new OneColumn(row, columns, column, result), 1);

    private readonly struct OneColumn(float* row, int columns, int column, float* result) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int best;
            float maximum;
            Select<TSimd, TVector>(row, columns, 1, &best, &maximum);
            *result = row[column] - (maximum + MathF.Log(SumOfExponentials<TSimd, TVector>(row, columns, maximum)));
        }
    }

    private readonly struct Job(float* logits, int columns, int k, int* ids, float* logProbabilities) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float* row = logits + ((long)part * columns);
            int* bestIds = ids + ((long)part * k);
            float* best = logProbabilities + ((long)part * k);
            Select<TSimd, TVector>(row, columns, k, bestIds, best);
            float maximum = best[0];
            float normalizer = maximum + MathF.Log(SumOfExponentials<TSimd, TVector>(row, columns, maximum));
            for (int index = 0; index < k; index++)
            {
                best[index] -= normalizer;
            }
        }
    }

    private static void Select<TSimd, TVector>(float* row, int columns, int k, int* ids, float* best)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int count = 0;
        int column = 0;
        for (; column < k; column++)
        {
            Insert(row[column], column, k, ref count, ids, best);
        }

        int block = BlockVectors * TSimd.Width;
        for (; column + block <= columns; column += block)
        {
            if (Maximum<TSimd, TVector>(row + column) > best[k - 1])
            {
                for (int index = column; index < column + block; index++)
                {
                    Insert(row[index], index, k, ref count, ids, best);
                }
            }
        }

        for (; column < columns; column++)
        {
            Insert(row[column], column, k, ref count, ids, best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Maximum<TSimd, TVector>(float* block)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector maximum = TSimd.Load(block);
        for (int vector = 1; vector < BlockVectors; vector++)
        {
            maximum = TSimd.Max(maximum, TSimd.Load(block + (vector * TSimd.Width)));
        }

        return TSimd.MaxAcross(maximum);
    }

    private static void Insert(float value, int column, int k, ref int count, int* ids, float* best)
    {
        if (count == k && !(value > best[k - 1]))
        {
            return;
        }

        int place = count < k ? count++ : k - 1;
        for (; place > 0 && value > best[place - 1]; place--)
        {
            (best[place], ids[place]) = (best[place - 1], ids[place - 1]);
        }

        (best[place], ids[place]) = (value, column);
    }

    private static float SumOfExponentials<TSimd, TVector>(float* row, int columns, float maximum)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector shift = TSimd.Create(maximum);
        TVector sum = TSimd.Zero;
        int column = 0;
        for (; column + TSimd.Width <= columns; column += TSimd.Width)
        {
            sum = TSimd.Add(sum, VectorMath.Exp<TSimd, TVector>(TSimd.Subtract(TSimd.Load(row + column), shift)));
        }

        float total = TSimd.Sum(sum);
        for (; column < columns; column++)
        {
            total += MathF.Exp(row[column] - maximum);
        }

        return total;
    }
}
