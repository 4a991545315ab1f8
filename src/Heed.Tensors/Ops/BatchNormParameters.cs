namespace Heed.Tensors.Ops;

/// <summary>
/// γ and β (D), the running mean and variance (D), which are buffers, ε, and the share of the newest batch in the running statistics.
/// </summary>
public readonly record struct BatchNormParameters(
    Parameter Gain, Parameter Shift, Parameter RunningMean, Parameter RunningVariance, float Epsilon = 1e-5f, float Momentum = 0.1f);
