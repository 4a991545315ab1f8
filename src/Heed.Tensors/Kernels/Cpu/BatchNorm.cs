using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// y = γ ⊙ (x − μ) ⊙ r + β with μ and r = 1 / √(σ² + ε) of each column, over the rows that count (Ioffe and Szegedy, 2015). Sums over rows are taken in blocks, and then
/// in the order of the blocks.
/// </summary>
internal static unsafe class BatchNorm
{
    /// <summary>μ and σ² (without Bessel's correction) of each column over the rows that count; returns how many rows do.</summary>
    public static int Statistics(WorkerPool workers, in BatchNormArrays at, float* mean, float* variance)
    {
        int count = 0;
        for (int row = 0; row < at.Rows; row++)
        {
            count += at.Counts(row) ? 1 : 0;
        }

        Moment(workers, at, null, mean, count);
        Moment(workers, at, mean, variance, count);
        return count;
    }

    /// <summary>Writes y.</summary>
    public static void Forward(WorkerPool workers, in BatchNormArrays at, float* output)
    {
        int size = RowBlocks.RowsPerPart(at.Columns);
        VectorJob.Run(workers, new ForwardJob(at, output, size), RowBlocks.Parts(at.Rows, size));
    }

    /// <summary>
    /// With n = (x − μ) r: dβ += Σ dy, dγ += Σ dy ⊙ n, and dx (+)= γ r (dy − (Σ dy + n Σ dy ⊙ n) / <paramref name="count"/>), the second part for the rows that count
    /// alone; without it where count is 0, that is where μ and σ do not come from x. dx may lie where dy lies, and may be null.
    /// </summary>
    public static void Backward(WorkerPool workers, in BatchNormArrays at, int count, in BatchNormGradients gradients)
    {
        int blocks = RowBlocks.Count(at.Rows);
        float* sums = workers.Shared(2L * (blocks + 1) * at.Columns);
        new Span<float>(sums, 2 * at.Columns).Clear();
        float* partials = sums + (2 * at.Columns);
        VectorJob.Run(workers, new SumJob(at, gradients.Output, partials, blocks), blocks);
        ColumnSum.AddPartials(workers, partials, blocks, 2 * at.Columns, sums);
        for (int column = 0; column < at.Columns; column++)
        {
            gradients.Shift[column] += sums[column];
            gradients.Gain[column] += sums[at.Columns + column];
        }

        if (gradients.Input != null)
        {
            int size = RowBlocks.RowsPerPart(at.Columns);
            VectorJob.Run(workers, new BackwardJob(at, gradients, sums, count == 0 ? 0 : 1f / count, size), RowBlocks.Parts(at.Rows, size));
        }
    }

    // target = Σ x / count, or with a center Σ (x − center)² / count.
    private static void Moment(WorkerPool workers, in BatchNormArrays at, float* center, float* target, int count)
    {
        int blocks = RowBlocks.Count(at.Rows);
        float* partials = workers.Shared((long)blocks * at.Columns);
        VectorJob.Run(workers, new MomentJob(at, center, partials, blocks), blocks);
        new Span<float>(target, at.Columns).Clear();
        ColumnSum.AddPartials(workers, partials, blocks, at.Columns, target);
        for (int column = 0; column < at.Columns; column++)
        {
            target[column] /= Math.Max(1, count);
        }
    }

    private readonly struct MomentJob(BatchNormArrays arrays, float* center, float* partials, int blocks) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            BatchNormArrays at = arrays;
            float* sums = partials + ((long)part * at.Columns);
            new Span<float>(sums, at.Columns).Clear();
            int end = RowBlocks.First(at.Rows, part + 1, blocks);
            for (int row = RowBlocks.First(at.Rows, part, blocks); row < end; row++)
            {
                float* x = at.Input + ((long)row * at.Columns);
                for (int column = 0; column < at.Columns && at.Counts(row); column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector value = Lanes.Load<TSimd, TVector>(x + column, count);
                    if (center != null)
                    {
                        value = TSimd.Subtract(value, Lanes.Load<TSimd, TVector>(center + column, count));
                        value = TSimd.Multiply(value, value);
                    }

                    Lanes.Write<TSimd, TVector>(value, sums + column, count, accumulate: true);
                }
            }
        }
    }

    private readonly struct ForwardJob(BatchNormArrays arrays, float* output, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            BatchNormArrays at = arrays;
            int end = Math.Min(at.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                long start = (long)row * at.Columns;
                for (int column = 0; column < at.Columns; column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector gain = Lanes.Load<TSimd, TVector>(at.Gain + column, count);
                    TVector shift = Lanes.Load<TSimd, TVector>(at.Shift + column, count);
                    Lanes.Store<TSimd, TVector>(TSimd.MultiplyAdd(at.Normal<TSimd, TVector>(start, column), gain, shift), output + start + column, count);
                }
            }
        }
    }

    private readonly struct SumJob(BatchNormArrays arrays, float* outputGradient, float* partials, int blocks) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            BatchNormArrays at = arrays;
            float* sums = partials + (2L * part * at.Columns);
            new Span<float>(sums, 2 * at.Columns).Clear();
            int end = RowBlocks.First(at.Rows, part + 1, blocks);
            for (int row = RowBlocks.First(at.Rows, part, blocks); row < end; row++)
            {
                long start = (long)row * at.Columns;
                for (int column = 0; column < at.Columns; column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector gradient = Lanes.Load<TSimd, TVector>(outputGradient + start + column, count);
                    TVector product = TSimd.Multiply(gradient, at.Normal<TSimd, TVector>(start, column));
                    Lanes.Write<TSimd, TVector>(gradient, sums + column, count, accumulate: true);
                    Lanes.Write<TSimd, TVector>(product, sums + at.Columns + column, count, accumulate: true);
                }
            }
        }
    }

    private readonly struct BackwardJob(BatchNormArrays arrays, BatchNormGradients gradients, float* sums, float share, int size) : IVectorJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            BatchNormArrays at = arrays;
            int end = Math.Min(at.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                long start = (long)row * at.Columns;
                TVector factor = TSimd.Create(at.Counts(row) ? -share : 0);
                for (int column = 0; column < at.Columns; column += TSimd.Width)
                {
                    int count = at.Columns - column;
                    TVector products = Lanes.Load<TSimd, TVector>(sums + at.Columns + column, count);
                    TVector total = TSimd.MultiplyAdd(at.Normal<TSimd, TVector>(start, column), products, Lanes.Load<TSimd, TVector>(sums + column, count));
                    TVector gradient = TSimd.MultiplyAdd(total, factor, Lanes.Load<TSimd, TVector>(gradients.Output + start + column, count));
                    TVector scale = TSimd.Multiply(Lanes.Load<TSimd, TVector>(at.Gain + column, count), Lanes.Load<TSimd, TVector>(at.Reciprocal + column, count));
                    Lanes.Write<TSimd, TVector>(TSimd.Multiply(gradient, scale), gradients.Input + start + column, count, gradients.Accumulate);
                }
            }
        }
    }
}
