using Heed.Tensors.Ops;

namespace Heed.Training.Classification;

/// <summary>What a classifier got right, summed over batches.</summary>
internal struct ClassScores
{
    private BatchLoss total;
    private long correct;

    /// <summary>One batch's share of a step.</summary>
    public static BatchLoss Summary(in CrossEntropyResult result) => new(result.SmoothedSum, result.NegativeLogLikelihood, result.Count);

    /// <summary>Takes in one batch.</summary>
    public void Add(in CrossEntropyResult result)
    {
        total += Summary(result);
        correct += result.Correct;
    }

    /// <summary><c>loss</c>, the mean in nats, and <c>accuracy</c>, 0 … 1.</summary>
    public readonly ValidationScores Scores => new([
        new("loss", total.NegativeLogLikelihood / Math.Max(1, total.Targets)),
        new("accuracy", (double)correct / Math.Max(1, total.Targets)),
    ]);
}
