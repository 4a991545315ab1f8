namespace Heed.Tensors.Optimization;

/// <summary>What one step of Adafactor needs beside the arrays.</summary>
public readonly record struct AdafactorSettings
{
    /// <summary>ρ: the length of a step as a part of the root mean square of the weights.</summary>
    public required float RelativeStep { get; init; }

    /// <summary>β̂₂: how much of the running squares is kept in this step; 0 in the first.</summary>
    public required float Beta2 { get; init; }

    /// <summary>ε₁: added to every squared gradient.</summary>
    public float SquareEpsilon { get; init; } = 1e-30f;

    /// <summary>ε₂: weights whose root mean square is smaller count as this large, so that zeros can leave zero.</summary>
    public float ScaleEpsilon { get; init; } = 1e-3f;

    /// <summary>d: an update whose root mean square is larger is shortened to it.</summary>
    public float ClippingThreshold { get; init; } = 1;

    /// <summary>Multiplies every gradient first: clipping, or an average over accumulated batches.</summary>
    public float GradientScale { get; init; } = 1;

    public AdafactorSettings()
    {
    }
}
