namespace Heed.Tensors.Ops;

/// <summary>
/// How a cross-entropy counts: <paramref name="LabelSmoothing"/> ε spreads that share of each target evenly over the vocabulary (Szegedy et al.,
/// 2016), and the sum over tokens is multiplied by <paramref name="Scale"/>, usually 1 / (tokens of all batches of the step).
/// </summary>
public readonly record struct LossOptions(float LabelSmoothing, float Scale);
