using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Ops;

/// <summary>The most probable next tokens of each hypothesis. For decoding: records nothing.</summary>
public static unsafe class NextTokens
{
    /// <summary>
    /// The <paramref name="count"/> best columns of each row of <paramref name="logits"/> (N, V), best first, into the first N · count elements of
    /// <paramref name="ids"/> and <paramref name="logProbabilities"/>.
    /// </summary>
    public static void Top(Tensor logits, int count, Span<int> ids, Span<float> logProbabilities)
    {
        int needed = logits.Rows * count;
        if (count < 1 || count > logits.Columns || ids.Length < needed || logProbabilities.Length < needed)
        {
            throw new ArgumentException($"The {count} best of {logits.Columns} columns need {needed} places; there are {ids.Length} and {logProbabilities.Length}.");
        }

        fixed (int* idStart = ids)
        fixed (float* start = logProbabilities)
        {
            TopK.LogProbabilities(logits.Workspace.Workers, logits.Data, logits.Rows, logits.Columns, count, idStart, start);
        }
    }

    /// <summary>The log-probability that one row of <paramref name="logits"/> (N, V) gives to one column: the bits that <see cref="Top"/> gives it.</summary>
    public static float LogProbability(Tensor logits, int row, int column)
    {
        if (row < 0 || row >= logits.Rows || column < 0 || column >= logits.Columns)
        {
            throw new ArgumentException($"There is no column {column} of row {row} in {logits.Rows} rows of {logits.Columns} columns.");
        }

        float result;
        TopK.LogProbability(logits.Workspace.Workers, logits.Data + ((long)row * logits.Columns), logits.Columns, column, &result);
        return result;
    }
}
