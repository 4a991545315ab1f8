namespace Heed.Training;

/// <summary>Why a run ended.</summary>
public enum TrainingOutcome
{
    MaxSteps,
    MaxEpochs,
    MaxMinutes,

    /// <summary>Validation has not improved for as long as the options allow.</summary>
    EarlyStopping,

    /// <summary>The user asked to stop: everything is saved, the run can be resumed, there is no final model yet.</summary>
    Interrupted,
}

/// <summary>What a run has come to.</summary>
public sealed record TrainingResult
{
    public required TrainingOutcome Outcome { get; init; }

    public required long Step { get; init; }

    /// <summary>Training time over all sessions of the run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The folder to translate with: the run's own, or after an interruption its newest checkpoint.</summary>
    public required string ModelPath { get; init; }

    /// <summary>The step whose checkpoint validated best; null if nothing was validated.</summary>
    public required long? BestStep { get; init; }

    /// <summary>That checkpoint's score, by the early-stopping metric.</summary>
    public required double? BestScore { get; init; }

    /// <summary>Which steps' weights the final model is the mean of; one step means that step's weights.</summary>
    public required IReadOnlyList<long> FinalSteps { get; init; }

    /// <summary>The final model's validation; null if there was none.</summary>
    public required ValidationScores? FinalScores { get; init; }
}
