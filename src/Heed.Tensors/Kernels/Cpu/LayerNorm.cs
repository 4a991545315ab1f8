using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// s = x + dropout(b), y = γ ⊙ (s − μ) / √(σ² + ε) + β over each row (Ba, Kiros and Hinton, 2016); without centring μ is 0 and σ² the mean of
/// s², which with no β is RMSNorm (Zhang and Sennrich, 2019). A row stays in the first cache level through all its passes, so memory sees
/// every array once.
/// </summary>
internal static unsafe class LayerNorm
{
    /// <summary>Computes sum, output, mean and reciprocal deviation.</summary>
    public static void Forward(WorkerPool workers, in LayerNormForward arrays)
    {
        int size = RowBlocks.RowsPerPart(arrays.Columns);
        VectorJob.Run(workers, new ForwardJob(arrays, size), RowBlocks.Parts(arrays.Rows, size));
    }

    /// <summary>
    /// With g = γ ⊙ dy and n = (s − μ) · r: ds = r (g − mean(g) − n · mean(g ⊙ n)) + what comes from above, without mean(g) where
    /// nothing is centred; dx is ds, db = dropout(ds), dγ += Σ dy ⊙ n, dβ += Σ dy, which is null for a norm without β.
    /// </summary>
    public static void Backward(WorkerPool workers, in LayerNormBackward arrays, float* gainGradient, float* shiftGradient)
    {
        if (arrays.Rows == 0 || arrays.Columns == 0)
        {
            return;
        }

        int blocks = RowBlocks.Count(arrays.Rows);
        int columns = arrays.Columns;
        float* partials = workers.Shared(2L * blocks * columns);
        float* shiftPartials = shiftGradient is null ? null : partials + ((long)blocks * columns);
        VectorJob.Run(workers, new BackwardJob(arrays, partials, shiftPartials, blocks), blocks);
        ColumnSum.AddPartials(workers, partials, blocks, columns, gainGradient);
        if (shiftGradient is not null)
        {
            ColumnSum.AddPartials(workers, shiftPartials, blocks, columns, shiftGradient);
        }
    }

    private readonly struct ForwardJob(LayerNormForward arrays, int size) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            LayerNormForward local = arrays;
            int end = Math.Min(local.Rows, (part + 1) * size);
            for (int row = part * size; row < end; row++)
            {
                long start = (long)row * local.Columns;
                float* sum = local.Sum + start;
                float total = local.Branch is not null ? LayerNormRows.AddBranch<TSimd, TVector>(local, start, sum)
                    : local.Centers ? LayerNormRows.Sum<TSimd, TVector>(sum, local.Columns)
                    : 0;
                float mean = local.Centers ? total / local.Columns : 0;
                float variance = LayerNormRows.SquaredDeviations<TSimd, TVector>(sum, mean, local.Columns) / local.Columns;
                float reciprocal = 1 / MathF.Sqrt(variance + local.Epsilon);
                LayerNormRows.Normalize<TSimd, TVector>(local, sum, mean, reciprocal, local.Output + start);
                if (local.Mean is not null)
                {
                    local.Mean[row] = mean;
                    local.Reciprocal[row] = reciprocal;
                }
            }
        }
    }

    private readonly struct BackwardJob(LayerNormBackward arrays, float* gainPartials, float* shiftPartials, int blocks) : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            int columns = arrays.Columns;
            float* gainSums = gainPartials + ((long)part * columns);
            float* shiftSums = shiftPartials is null ? null : shiftPartials + ((long)part * columns);
            new Span<float>(gainSums, columns).Clear();
            new Span<float>(shiftSums, shiftSums is null ? 0 : columns).Clear();
            var gradients = new LayerNormGradients<TSimd, TVector>(arrays);
            int end = RowBlocks.First(arrays.Rows, part + 1, blocks);
            for (int row = RowBlocks.First(arrays.Rows, part, blocks); row < end; row++)
            {
                gradients.Row(row, gainSums, shiftSums);
            }
        }
    }
}
