using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>The plain form of <see cref="CrossEntropy"/>, in double.</summary>
internal static unsafe class ReferenceCrossEntropy
{
    /// <summary>logits (rows, V), targets (rows) → losses (rows), and the scaled gradient in place of the logits.</summary>
    public static void Rows(float* logits, int rows, int columns, int* targets, float smoothing, float gradientScale, CrossEntropy.RowLoss* losses)
    {
        for (int row = 0; row < rows; row++)
        {
            var line = new Span<float>(logits + ((long)row * columns), columns);
            int target = targets[row];
            losses[row] = default;
            if (target < 0)
            {
                line.Clear();
                continue;
            }

            double[] values = [.. line.ToArray().Select(value => (double)value)];
            double maximum = values.Max();
            double normalizer = maximum + Math.Log(values.Sum(value => Math.Exp(value - maximum)));
            losses[row].NegativeLogLikelihood = normalizer - values[target];
            losses[row].Smoothed = ((1 - smoothing) * (normalizer - values[target])) + (smoothing / columns * values.Sum(value => normalizer - value));
            losses[row].IsCorrect = values[target] >= maximum;
            for (int column = 0; column < columns; column++)
            {
                double wanted = (smoothing / columns) + (column == target ? 1 - smoothing : 0);
                line[column] = (float)(gradientScale * (Math.Exp(values[column] - normalizer) - wanted));
            }
        }
    }
}
