namespace Heed.Tensors.Ops;

/// <summary>
/// What a cross-entropy found: the scaled, smoothed <paramref name="Loss"/> to go backwards from, and, for reports, the unscaled smoothed sum, the
/// unscaled plain negative log-likelihood, the number of targets that counted, and how many of them were the most probable token.
/// </summary>
public readonly record struct CrossEntropyResult(Tensor Loss, double SmoothedSum, double NegativeLogLikelihood, int Count, int Correct);
