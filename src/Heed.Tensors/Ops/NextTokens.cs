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
}
