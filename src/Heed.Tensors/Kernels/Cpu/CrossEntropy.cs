using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Label-smoothed cross-entropy of rows of logits, and its gradient in place. With p = softmax(x), target t and smoothing ε over V columns:
/// loss = (1 − ε)(−ln p_t) + ε/V · Σ_j (−ln p_j), ∂loss/∂x_j = p_j − (1 − ε)[j = t] − ε/V.
/// </summary>
internal static unsafe class CrossEntropy
{
    /// <summary>What one row came to: smoothed loss, plain negative log-likelihood, and whether the target was the most probable.</summary>
    internal struct RowLoss
    {
        public double Smoothed;
        public double NegativeLogLikelihood;
        public bool IsCorrect;
    }

    /// <summary>
    /// logits (rows, V), targets (rows; negative = ignored) → losses (rows); with <paramref name="gradientScale"/> ≠ 0 the logits become
    /// gradientScale · ∂loss/∂logits.
    /// </summary>
    public static void Rows(WorkerPool workers, float* logits, int rows, int columns, int* targets, float smoothing, float gradientScale, RowLoss* losses) =>
        VectorJob.Run(workers, new Job(logits, columns, targets, smoothing, gradientScale, losses, rows), (rows + RowsPerPart - 1) / RowsPerPart);

    private const int RowsPerPart = 4;

    private readonly struct Job(float* logits, int columns, int* targets, float smoothing, float gradientScale, RowLoss* losses, int rows) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int end = Math.Min(rows, (part + 1) * RowsPerPart);
            for (int row = part * RowsPerPart; row < end; row++)
            {
                float* line = logits + ((long)row * columns);
                if (targets[row] < 0)
                {
                    losses[row] = default;
                    new Span<float>(line, gradientScale == 0 ? 0 : columns).Clear();
                    continue;
                }

                losses[row] = Row<TSimd, TVector>(line, columns, targets[row], smoothing, gradientScale);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RowLoss Row<TSimd, TVector>(float* line, int columns, int target, float smoothing, float gradientScale)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // Read once for maximum and sum, once for the exponentials; the gradient is a multiple of those, so exp is computed once.
        TVector maximum = TSimd.Create(float.NegativeInfinity);
        TVector sum = TSimd.Zero;
        int whole = columns - (columns % TSimd.Width);
        for (int column = 0; column < whole; column += TSimd.Width)
        {
            TVector value = TSimd.Load(line + column);
            maximum = TSimd.Max(maximum, value);
            sum = TSimd.Add(sum, value);
        }

        float highest = TSimd.MaxAcross(maximum);
        float total = TSimd.Sum(sum);
        for (int column = whole; column < columns; column++)
        {
            highest = MathF.Max(highest, line[column]);
            total += line[column];
        }

        float chosen = line[target];
        float partition = Exponentials<TSimd, TVector>(line, columns, whole, highest, gradientScale != 0);

        // A NaN anywhere reaches the loss through the sum, whatever the maximum made of it.
        double normalizer = highest + Math.Log(partition) + (total - total);
        double likelihood = normalizer - chosen;
        if (gradientScale != 0)
        {
            float uniform = smoothing / columns;
            Scale<TSimd, TVector>(line, columns, gradientScale / partition, -gradientScale * uniform);
            line[target] -= gradientScale * (1 - smoothing);
        }

        return new RowLoss
        {
            NegativeLogLikelihood = likelihood,
            Smoothed = ((1 - smoothing) * likelihood) + (smoothing * (normalizer - ((double)total / columns))),
            IsCorrect = chosen >= highest,
        };
    }

    private static float Exponentials<TSimd, TVector>(float* line, int columns, int whole, float highest, bool isStored)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector shift = TSimd.Create(highest);
        TVector sum = TSimd.Zero;
        for (int column = 0; column < whole; column += TSimd.Width)
        {
            TVector value = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.Load(line + column), shift));
            sum = TSimd.Add(sum, value);
            if (isStored)
            {
                TSimd.Store(value, line + column);
            }
        }

        float total = TSimd.Sum(sum);
        for (int column = whole; column < columns; column++)
        {
            float value = MathF.Exp(line[column] - highest);
            total += value;
            if (isStored)
            {
                line[column] = value;
            }
        }

        return total;
    }

    private static void Scale<TSimd, TVector>(float* line, int columns, float factor, float addend)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector factors = TSimd.Create(factor);
        TVector addends = TSimd.Create(addend);
        for (int column = 0; column < columns; column += TSimd.Width)
        {
            int count = columns - column;
            Lanes.Store<TSimd, TVector>(TSimd.MultiplyAdd(Lanes.Load<TSimd, TVector>(line + column, count), factors, addends), line + column, count);
        }
    }
}
