using Heed.Tensors.Kernels.Cpu;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>Plain loops in double for <see cref="CrossEntropyRows"/>.</summary>
internal static unsafe class ReferenceCrossEntropy
{
    public static void Run(in CrossEntropyBlock block)
    {
        for (int row = 0; row < block.Rows; row++)
        {
            var logits = new Span<float>(block.Logits + ((long)row * block.Columns), block.Columns);
            int target = block.Targets[row];
            block.Losses[row] = target < 0 ? default : Loss(block, logits, target);
            if (block.WantsGradient)
            {
                Differentiate(block, logits, target);
            }
        }
    }

    private static RowLoss Loss(in CrossEntropyBlock block, Span<float> logits, int target)
    {
        double normalizer = Normalizer(logits);
        double mean = 0;
        bool isCorrect = true;
        foreach (float logit in logits)
        {
            mean += (normalizer - logit) / logits.Length;
            isCorrect &= logit <= logits[target];
        }

        double negative = normalizer - logits[target];
        double smoothed = ((1 - block.Smoothing) * negative) + (block.Smoothing > 0 ? block.Smoothing * mean : 0);
        return new RowLoss(smoothed, negative, isCorrect);
    }

    private static void Differentiate(in CrossEntropyBlock block, Span<float> logits, int target)
    {
        double normalizer = Normalizer(logits);
        for (int column = 0; column < logits.Length; column++)
        {
            double wanted = (block.Smoothing / logits.Length) + (column == target ? 1 - block.Smoothing : 0);
            logits[column] = target < 0 ? 0 : (float)(block.Scale * (Math.Exp(logits[column] - normalizer) - wanted));
        }
    }

    // ln Σ exp z.
    private static double Normalizer(Span<float> logits)
    {
        double maximum = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            maximum = Math.Max(maximum, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - maximum);
        }

        return maximum + Math.Log(sum);
    }
}
