namespace Heed.Tensors.Optimization;

/// <summary>What one step of Adam or AdamW needs beside the arrays.</summary>
public readonly record struct AdamSettings
{
    public required float LearningRate { get; init; }

    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    public required float Epsilon { get; init; }

    /// <summary>The number of this step, from 1: what the bias corrections 1 − β^t need.</summary>
    public required long Step { get; init; }

    /// <summary>Multiplies every gradient first: clipping, or an average over accumulated batches.</summary>
    public float GradientScale { get; init; } = 1;

    public float WeightDecay { get; init; }

    /// <summary>True: AdamW, weights shrink by learning rate · decay. False: Adam, decay · weight is added to the gradient.</summary>
    public bool IsDecoupled { get; init; }

    public AdamSettings()
    {
    }
}
