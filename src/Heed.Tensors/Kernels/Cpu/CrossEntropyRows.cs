using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>What a cross-entropy found in one row.</summary>
/// <param name="Smoothed">(1 − ε) · nll + ε · mean over the vocabulary of −log p.</param>
/// <param name="NegativeLogLikelihood">−log p(target).</param>
/// <param name="IsCorrect">Whether no token is more probable than the target.</param>
internal readonly record struct RowLoss(double Smoothed, double NegativeLogLikelihood, bool IsCorrect);

/// <summary>A block of logits with its targets.</summary>
internal readonly unsafe struct CrossEntropyBlock
{
    /// <summary>Logits (N, V); afterwards, if <see cref="WantsGradient"/>, the gradient of the loss with respect to them.</summary>
    public float* Logits { get; init; }

    /// <summary>Columns (N); a negative one marks a row that counts for nothing.</summary>
    public int* Targets { get; init; }

    /// <summary>Results (N).</summary>
    public RowLoss* Losses { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    /// <summary>ε.</summary>
    public float Smoothing { get; init; }

    /// <summary>Multiplies the gradient.</summary>
    public float Scale { get; init; }

    public bool WantsGradient { get; init; }
}

/// <summary>
/// Log-softmax and label-smoothed cross-entropy of logits z in place: loss = ln Σ exp z − (1 − ε) z[t] − ε · mean z, and its gradient
/// softmax(z) − ε/V − (1 − ε) · [v = t] (Szegedy et al., 2016). Three passes over a row that is in cache: maximum and sum; exponentials
/// and their sum; scaling.
/// </summary>
/// <remarks>A NaN or an infinite logit makes the row's loss NaN or infinite; nothing is hidden.</remarks>
internal static unsafe class CrossEntropyRows
{
    // A row of 8,000 takes some microseconds: a few rows are worth handing to a thread.
    private const int Elements = 32768;

    /// <summary>Computes losses, and gradients in the place of the logits.</summary>
    public static void Run(WorkerPool workers, in CrossEntropyBlock block)
    {
        int size = Math.Max(1, Elements / Math.Max(1, block.Columns));
        VectorJob.Run(workers, new Job(block, size), RowBlocks.Parts(block.Rows, size));
    }

    private readonly struct Job(CrossEntropyBlock block, int size) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            CrossEntropyBlock local = block;
            int end = Math.Min(local.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                float* logits = local.Logits + ((long)row * local.Columns);
                int target = local.Targets[row];
                if (target >= 0)
                {
                    local.Losses[row] = One<TSimd, TVector>(local, logits, target);
                    continue;
                }

                local.Losses[row] = default;
                if (local.WantsGradient)
                {
                    new Span<float>(logits, local.Columns).Clear();
                }
            }
        }

        private static RowLoss One<TSimd, TVector>(in CrossEntropyBlock block, float* logits, int target)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            float smoothing = block.Smoothing;
            float chosen = logits[target];
            float maximum = Maximum<TSimd, TVector>(logits, block.Columns, out float sum);
            float normalizer = Exponentials<TSimd, TVector>(logits, block.Columns, maximum, block.WantsGradient);

            // In double, so that large logits keep their digits.
            double logarithm = maximum + Math.Log(normalizer);
            double negative = logarithm - chosen;
            double mean = logarithm - ((double)sum / block.Columns);
            double smoothed = smoothing > 0 ? ((1 - smoothing) * negative) + (smoothing * mean) : negative;
            if (block.WantsGradient)
            {
                Scale<TSimd, TVector>(logits, block.Columns, block.Scale / normalizer, block.Scale * smoothing / block.Columns);
                logits[target] -= block.Scale * (1 - smoothing);
            }

            return new RowLoss(smoothed, negative, chosen >= maximum);
        }
    }

    // Max z and Σ z.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Maximum<TSimd, TVector>(float* row, int columns, out float sum)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector evenMaximum = TSimd.Create(float.NegativeInfinity);
        TVector oddMaximum = evenMaximum;
        TVector evenSum = TSimd.Zero;
        TVector oddSum = TSimd.Zero;
        int column = 0;
        for (; column <= columns - (2 * TSimd.Width); column += 2 * TSimd.Width)
        {
            TVector even = TSimd.Load(row + column);
            TVector odd = TSimd.Load(row + column + TSimd.Width);
            evenMaximum = TSimd.Max(evenMaximum, even);
            oddMaximum = TSimd.Max(oddMaximum, odd);
            evenSum = TSimd.Add(evenSum, even);
            oddSum = TSimd.Add(oddSum, odd);
        }

        float maximum = TSimd.MaxAcross(TSimd.Max(evenMaximum, oddMaximum));
        sum = TSimd.Sum(TSimd.Add(evenSum, oddSum));
        for (; column < columns; column++)
        {
            maximum = Math.Max(maximum, row[column]);
            sum += row[column];
        }

        return maximum;
    }

    // Σ exp(z − max), and the exponentials in place of z if they are wanted.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials<TSimd, TVector>(float* row, int columns, float maximum, bool stores)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector highest = TSimd.Create(maximum);
        TVector sum = TSimd.Zero;
        int column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            TVector power = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.Load(row + column), highest));
            sum = TSimd.Add(sum, power);
            if (stores)
            {
                TSimd.Store(power, row + column);
            }
        }

        // The lanes past the end must add nothing: only the stored part is summed.
        float result = TSimd.Sum(sum);
        int rest = columns - column;
        if (rest > 0)
        {
            TVector power = VectorMath.ExpOfNegative<TSimd, TVector>(TSimd.Subtract(TSimd.LoadPartial(row + column, rest), highest));
            float* last = stackalloc float[TSimd.Width];
            TSimd.Store(power, last);
            for (int index = 0; index < rest; index++)
            {
                result += last[index];
            }

            if (stores)
            {
                TSimd.StorePartial(power, row + column, rest);
            }
        }

        return result;
    }

    // z = z · factor − share.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TSimd, TVector>(float* row, int columns, float factor, float share)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        TVector factors = TSimd.Create(factor);
        TVector shares = TSimd.Create(-share);
        int column = 0;
        for (; column <= columns - TSimd.Width; column += TSimd.Width)
        {
            TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(row + column), factors, shares), row + column);
        }

        int rest = columns - column;
        TSimd.StorePartial(TSimd.MultiplyAdd(TSimd.LoadPartial(row + column, rest), factors, shares), row + column, rest);
    }
}
