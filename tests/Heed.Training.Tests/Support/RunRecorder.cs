namespace Heed.Training.Tests.Support;

/// <summary>Notes what a run says.</summary>
internal sealed class RunRecorder : ITrainingObserver
{
    public List<string> Events { get; } = [];

    public Dictionary<long, double> Losses { get; } = [];

    public List<StepProgress> Steps { get; } = [];

    /// <summary>Called after each step.</summary>
    public Action<long>? AfterStep { get; init; }

    public void OnStarted(long step, string? checkpoint) => Events.Add($"start {step} {Path.GetFileName(checkpoint)}".TrimEnd());

    public void OnStep(in StepProgress progress)
    {
        Losses[progress.Step] = progress.Loss;
        Steps.Add(progress);
        AfterStep?.Invoke(progress.Step);
    }

    public void OnValidated(long step, ValidationScores scores, bool isBest) => Events.Add($"validated {step}{(isBest ? " best" : "")}");

    public void OnCheckpoint(long step, string path) => Events.Add($"saved {Path.GetFileName(path)}");

    public void OnFinished(TrainingResult result) => Events.Add($"{result.Outcome} {result.Step}");
}
