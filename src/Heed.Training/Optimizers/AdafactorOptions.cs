using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Optimization;
using Heed.Text;

namespace Heed.Training.Optimizers;

/// <summary>
/// Adafactor, the optimizer of T5: steps in proportion to the weights themselves, so that a matrix which begins small also moves slowly, and running squares
/// of rows and columns instead of single weights (Shazeer and Stern, 2018). The schedule's rate is ρ, a part of the weights' size: 0.01 is usual.
/// </summary>
[Variant("p ← p − η·RMS(p)·u / max(1, RMS(u)/d), u = g / √(r·c / mean(r))", "Shazeer and Stern, 2018")]
public sealed record AdafactorOptions : OptimizerOptions
{
    /// <summary>c: the squares of step t keep 1 − t^−c of what ran along.</summary>
    public float DecayExponent { get; init; } = 0.8f;

    /// <summary>d: updates whose root mean square is larger are shortened to it.</summary>
    public float ClippingThreshold { get; init; } = 1;

    /// <summary>ε₂: parameters whose root mean square is smaller move as if it were this.</summary>
    public float ScaleEpsilon { get; init; } = 1e-3f;

    public override Optimizer Create(ParameterStore store) => new AdafactorOptimizer(store, this);

    public override void Validate()
    {
        if (!(DecayExponent > 0) || !(ClippingThreshold > 0) || !(ScaleEpsilon > 0))
        {
            throw new UserException(
                $"training.optimizer: decay_exponent is {DecayExponent}, clipping_threshold {ClippingThreshold} and scale_epsilon {ScaleEpsilon}; all must be above 0.");
        }
    }

    internal AdafactorSettings Settings(long step, double learningRate, double gradientScale) => new()
    {
        RelativeStep = (float)learningRate,
        Beta2 = (float)(1 - Math.Pow(step, -DecayExponent)),
        ScaleEpsilon = ScaleEpsilon,
        ClippingThreshold = ClippingThreshold,
        GradientScale = (float)gradientScale,
    };
}
