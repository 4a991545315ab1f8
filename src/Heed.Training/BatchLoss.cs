namespace Heed.Training;

/// <summary>What one batch contributes: sums, not means, so that batches of different sizes add up.</summary>
/// <param name="Loss">The training criterion summed over the targets, label smoothing included.</param>
/// <param name="NegativeLogLikelihood">−Σ log p(target), without smoothing, in nats.</param>
/// <param name="Targets">How many targets (tokens, images, …) were predicted.</param>
public readonly record struct BatchLoss(double Loss, double NegativeLogLikelihood, long Targets)
{
    public static BatchLoss operator +(BatchLoss left, BatchLoss right) => Add(left, right);

    public static BatchLoss Add(BatchLoss left, BatchLoss right) =>
        new(left.Loss + right.Loss, left.NegativeLogLikelihood + right.NegativeLogLikelihood, left.Targets + right.Targets);
}
