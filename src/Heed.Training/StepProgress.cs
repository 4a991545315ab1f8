namespace Heed.Training;

/// <summary>Where a run is after a step.</summary>
public readonly record struct StepProgress
{
    /// <summary>Steps taken.</summary>
    public required long Step { get; init; }

    /// <summary>The pass over the data that this step belongs to, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The mean training criterion of a target in this step, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>What the targets are, in the plural.</summary>
    public required string Unit { get; init; }

    /// <summary>Targets a second in this step.</summary>
    public required double TargetsPerSecond { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Of this step's averaged gradients, before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Training time over all sessions of the run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The share of the run that is over, 0 … 1; 0 if the run has no limit that could tell.</summary>
    public required double Completed { get; init; }

    /// <summary>Time to the first of the run's limits at the speed so far; null if it has none.</summary>
    public required TimeSpan? Remaining { get; init; }
}
