using System.Linq;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>The plain form of <see cref="Cpu.TopK"/>: sorts every row.</summary>
internal static unsafe class ReferenceTopK
{
    /// <summary>logits (rows, columns) → ids and logProbabilities (rows, k).</summary>
    public static void LogProbabilities(float* logits, int rows, int columns, int k, int* ids, float* logProbabilities)
    {
        for (int row = 0; row < rows; row++)
        {
            float[] values = new Span<float>(logits + ((long)row * columns), columns).ToArray();
            int[] order = [.. Enumerable.Range(0, columns).OrderByDescending(column => values[column])];
            double maximum = values[order[0]];
            double normalizer = maximum + Math.Log(values.Sum(value => Math.Exp(value - maximum)));
            for (int index = 0; index < k; index++)
            {
                ids[(row * k) + index] = order[index];
                logProbabilities[(row * k) + index] = (float)(values[order[index]] - normalizer);
            }
        }
    }

    /// <summary>The log-probability of one column of one row.</summary>
    public static float LogProbability(float* row, int columns, int column)
    {
        var ids = new int[columns];
        var sorted = new float[columns];
        fixed (int* id = ids)
        fixed (float* logProbabilities = sorted)
        {
            LogProbabilities(row, 1, columns, columns, id, logProbabilities);
        }

        return sorted[Array.IndexOf(ids, column)];
    }
}
