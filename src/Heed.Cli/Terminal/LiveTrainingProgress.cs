using Heed.Training;
using Spectre.Console;

namespace Heed.Cli.Terminal;

/// <summary>Training as one moving bar on a terminal; validations scroll by above it.</summary>
internal sealed class LiveTrainingProgress(IAnsiConsole console, ProgressTask bar) : ITrainingObserver
{
    private readonly SpeedMeter speed = new();

    public void OnStarted(long step, string? checkpoint)
    {
        if (checkpoint is not null)
        {
            console.WriteLine($"Going on after step {step} from {checkpoint}.");
        }
    }

    public void OnStep(in StepProgress progress)
    {
        speed.Add(progress);
        bar.IsIndeterminate = progress.Remaining is null;
        bar.Value = 100 * progress.Completed;
        string left = progress.Remaining is { } remaining ? $" · {TrainingText.Of(remaining)} left" : "";
        bar.Description = Markup.Escape(TrainingText.Of(progress, speed.TokensPerSecond) + left);
    }

    public void OnValidating(long step) => bar.Description = "validating …";

    public void OnValidated(long step, ValidationScores scores, bool isBest) =>
        console.WriteLine($"step {step} · {TrainingText.Of(scores)}{(isBest ? " · best so far" : "")}");
}
