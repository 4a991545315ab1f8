using Heed.Tensors;

namespace Heed.Nn;

/// <summary>What follows the product of a <see cref="Linear"/>.</summary>
public sealed record LinearOptions
{
    /// <summary>A bias and nothing else.</summary>
    public static LinearOptions Plain { get; } = new();

    public bool HasBias { get; init; } = true;

    public Activation Activation { get; init; } = Activation.None;

    /// <summary>Probability of dropping an element of the result in training.</summary>
    public float Dropout { get; init; }

    /// <summary>What the initial weights are multiplied by.</summary>
    public float Gain { get; init; } = 1;
}
