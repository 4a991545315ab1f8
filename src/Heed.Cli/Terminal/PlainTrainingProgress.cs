using System.Diagnostics;
using Heed.Training;

namespace Heed.Cli.Terminal;

/// <summary>Training as plain lines, for a pipe or a log: every few seconds, and whenever something happens.</summary>
internal sealed class PlainTrainingProgress(TextWriter output, TimeSpan interval) : ITrainingObserver
{
    private readonly SpeedMeter speed = new();

    // Long ago: the first step is reported at once, so that even a short run shows its speed.
    private long last;

    public void OnStarted(long step, string? checkpoint)
    {
        if (checkpoint is not null)
        {
            output.WriteLine($"Going on after step {step} from {checkpoint}.");
        }
    }

    public void OnStep(in StepProgress progress)
    {
        speed.Add(progress);
        if (Stopwatch.GetElapsedTime(last) < interval)
        {
            return;
        }

        last = Stopwatch.GetTimestamp();
        string left = progress.Remaining is { } remaining ? $" · {TrainingText.Of(remaining)} left" : "";
        output.WriteLine(TrainingText.Of(progress, speed.TokensPerSecond) + left);
    }

    public void OnValidated(long step, ValidationScores scores, bool isBest) =>
        output.WriteLine($"step {step} · {TrainingText.Of(scores)}{(isBest ? " · best so far" : "")}");
}
