using Heed.Tensors;
using Heed.Text;
using Heed.Training.Runs;

namespace Heed.Training;

/// <summary>
/// Runs a training from its first step, or from its newest checkpoint, to its end: steps, metrics, validation, checkpoints, early stopping,
/// and the final model. A run that was interrupted or killed and then resumed takes the same steps, bit for bit, as one that was not.
/// </summary>
public sealed class Trainer(ITrainingTask task, TrainingOptions options, RunFolder folder, Workspace workspace)
{
    /// <summary>Told of everything that happens.</summary>
    public ITrainingObserver Observer { get; init; } = new SilentObserver();

    /// <summary>Trains until a limit is reached or <paramref name="cancellation"/> asks to stop, which saves everything first.</summary>
    /// <param name="resume">Go on from the newest checkpoint; otherwise begin with the parameters as they are.</param>
    /// <param name="cancellation">Ctrl-C: the step in progress is finished.</param>
    /// <exception cref="UserException">
    /// The options make no sense; there is nothing to resume, or something that would be overwritten; the disk is full; the loss is no longer
    /// finite. The newest checkpoint stands in every case.
    /// </exception>
    public TrainingResult Run(bool resume, CancellationToken cancellation)
    {
        options.Validate(task.Width);
        if (options.EarlyStopping.Patience > 0 && !task.HasValidation)
        {
            throw new UserException($"training.early_stopping.patience is {options.EarlyStopping.Patience}, but there are no validation data to stop by: give some, or set it to 0.");
        }

        using var runner = new StepRunner(task, options, workspace);
        var checkpoints = new CheckpointSet(folder, options, task, runner);
        string? last = folder.FindStart(resume);
        TrainingState? state = last is null ? null : checkpoints.Load(last);
        using var metrics = new MetricsLog(folder.Path, state?.MetricsLength ?? 0);
        Observer.OnStarted(runner.Step, last);
        var session = new TrainingSession(task, options, runner, checkpoints, metrics)
        {
            Observer = Observer,
            Record = state?.Record ?? new RunRecord(),
            Clock = new TrainingClock(state?.ElapsedSeconds ?? 0),
            Workspace = workspace,
            Folder = folder,
        };
        try
        {
            TrainingResult result = session.Run(cancellation);
            Observer.OnFinished(result);
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw folder.Failure($"Training stopped because {folder.Path} cannot be written", exception);
        }
    }

    private sealed class SilentObserver : ITrainingObserver;
}
