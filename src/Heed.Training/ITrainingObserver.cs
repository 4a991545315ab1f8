namespace Heed.Training;

/// <summary>Watches a run: a progress line, a web page, a test. Called on the training thread, so quick to return.</summary>
public interface ITrainingObserver
{
    /// <summary>The run begins, or goes on after <paramref name="step"/> steps from <paramref name="checkpoint"/>.</summary>
    void OnStarted(long step, string? checkpoint)
    {
    }

    /// <summary>A step was taken.</summary>
    void OnStep(in StepProgress progress)
    {
    }

    /// <summary>A validation begins, which may take a while.</summary>
    void OnValidating(long step)
    {
    }

    /// <summary>A validation is over.</summary>
    void OnValidated(long step, ValidationScores scores, bool isBest)
    {
    }

    /// <summary>A checkpoint is on the disk.</summary>
    void OnCheckpoint(long step, string path)
    {
    }

    /// <summary>The run is over, or interrupted.</summary>
    void OnFinished(TrainingResult result)
    {
    }
}
