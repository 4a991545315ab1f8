using Heed.Tensors;
using Heed.Tensors.Optimization;
using Heed.Text;

namespace Heed.Training.Optimizers;

/// <summary>What Adam and AdamW share. The defaults of β and ε are those of the Transformer paper.</summary>
public abstract record AdamFamilyOptions : OptimizerOptions
{
    /// <summary>β₁: how much of the mean gradient is kept from step to step.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>β₂: the same for the mean square.</summary>
    public float Beta2 { get; init; } = 0.98f;

    /// <summary>ε: added to the root of the mean square.</summary>
    public float Epsilon { get; init; } = 1e-9f;

    /// <summary>How strongly weights are pulled to zero.</summary>
    public abstract float WeightDecay { get; init; }

    /// <summary>
    /// Whether biases and the gains of norms are pulled too, as in the papers; without, only matrices are, as is the habit today: a vector has nothing to
    /// overfit with. Default: false.
    /// </summary>
    public bool DecayVectors { get; init; }

    /// <summary>Whether the pull goes to the weights directly (AdamW) or through the gradient (Adam).</summary>
    protected abstract bool IsDecoupled { get; }

    public sealed override Optimizer Create(ParameterStore store) => new AdamOptimizer(store, this);

    public sealed override void Validate()
    {
        if (!(Beta1 >= 0 && Beta1 < 1 && Beta2 >= 0 && Beta2 < 1))
        {
            throw new UserException($"training.optimizer: beta1 is {Beta1} and beta2 {Beta2}; both must be at least 0 and below 1.");
        }

        if (!(Epsilon > 0) || !(WeightDecay >= 0))
        {
            throw new UserException($"training.optimizer: epsilon is {Epsilon} and must be above 0; weight_decay is {WeightDecay} and cannot be negative.");
        }
    }

    internal AdamSettings Settings(long step, double learningRate, double gradientScale, bool decays) => new()
    {
        LearningRate = (float)learningRate,
        Beta1 = Beta1,
        Beta2 = Beta2,
        Epsilon = Epsilon,
        Step = step,
        GradientScale = (float)gradientScale,
        WeightDecay = decays ? WeightDecay : 0,
        IsDecoupled = IsDecoupled,
    };
}
