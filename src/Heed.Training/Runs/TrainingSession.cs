using System.Diagnostics;
using Heed.Models.Checkpoints;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Training.Runs;

/// <summary>The loop of a run between its start, or resumption, and its end, or interruption.</summary>
internal sealed class TrainingSession(ITrainingTask task, TrainingOptions options, StepRunner runner, CheckpointSet checkpoints, MetricsLog metrics)
{
    private double shareAtStart;
    private ValidationScores? newestScores;

    public required ITrainingObserver Observer { get; init; }

    public required RunRecord Record { get; init; }

    public required TrainingClock Clock { get; init; }

    public required Workspace Workspace { get; init; }

    public required RunFolder Folder { get; init; }

    public TrainingResult Run(CancellationToken cancellation)
    {
        shareAtStart = Completed();
        while (true)
        {
            // What is due after a step comes before the next, so that an interruption in the middle of it is caught up on.
            if (!ValidateIfDue(cancellation))
            {
                return Interrupt();
            }

            SaveIfDue();
            if (RunLimits.Reached(options, runner, Clock.Total, Record.ValidationsWithoutImprovement) is { } outcome)
            {
                return Finish(outcome, cancellation);
            }

            if (cancellation.IsCancellationRequested)
            {
                return Interrupt();
            }

            TakeStep();
        }
    }

    private static bool IsDue(long step, int every) => every > 0 && step > 0 && step % every == 0;

    private void TakeStep()
    {
        int epoch = runner.Epoch + 1;
        long start = Stopwatch.GetTimestamp();
        StepResult result = runner.Run();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (!result.IsFinite)
        {
            throw Diverged(result);
        }

        double share = Completed();
        var progress = new StepProgress
        {
            Step = runner.Step,
            Epoch = epoch,
            Loss = result.Loss,
            Unit = task.Unit,
            TargetsPerSecond = result.Total.Targets / seconds,
            LearningRate = result.LearningRate,
            GradientNorm = result.GradientNorm,
            Elapsed = Clock.Total,
            Completed = share,
            Remaining = RunLimits.Remaining(share, shareAtStart, Clock.Session),
        };
        Record.Interval += result.Total;
        Record.IntervalSeconds += seconds;
        Observer.OnStep(progress);
        if (IsDue(runner.Step, options.LogEvery))
        {
            metrics.WriteInterval(progress, Record.CloseInterval(), runner.LayerNorms);
        }
    }

    private double Completed() => RunLimits.Completed(options, runner, task.CountBatches(runner.Epoch), Clock.Total);

    /// <returns>False if the user does not want to wait.</returns>
    private bool ValidateIfDue(CancellationToken cancellation)
    {
        if (!task.HasValidation || !IsDue(runner.Step, options.ValidateEvery) || Record.ValidatedStep == runner.Step)
        {
            return true;
        }

        try
        {
            Validate(cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Validate(CancellationToken cancellation)
    {
        runner.Average?.Swap();
        try
        {
            Observer.OnValidating(runner.Step);
            ValidationScores scores = newestScores = task.Validate(Workspace, cancellation);
            bool isBest = Record.Note(runner.Step, scores, options.EarlyStopping.Metric);
            metrics.WriteValidation(runner.Step, "validation", scores, Clock.Total);
            metrics.WriteSamples(runner.Step, scores.Samples, Clock.Total);
            Observer.OnValidated(runner.Step, scores, isBest);
        }
        finally
        {
            runner.Average?.Swap();
        }
    }

    private void SaveIfDue()
    {
        bool isBest = Record.Best?.Step == runner.Step;
        if (runner.Step > 0 && Record.SavedStep != runner.Step && (isBest || IsDue(runner.Step, options.CheckpointEvery)))
        {
            Save();
        }
    }

    private void Save()
    {
        string path = checkpoints.Save(Record, Clock.Total.TotalSeconds, metrics.Flush());
        Observer.OnCheckpoint(runner.Step, path);
    }

    private TrainingResult Interrupt()
    {
        if (Record.SavedStep != runner.Step)
        {
            Save();
        }

        return Result(TrainingOutcome.Interrupted, ModelFolder.CheckpointPath(Folder.Path, runner.Step), [runner.Step], null);
    }

    private TrainingResult Finish(TrainingOutcome outcome, CancellationToken cancellation)
    {
        try
        {
            if (task.HasValidation && Record.ValidatedStep != runner.Step)
            {
                Validate(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            return Interrupt();
        }

        if (Record.SavedStep != runner.Step)
        {
            Save();
        }

        IReadOnlyList<(long Step, string Path)> parts = checkpoints.Final(Record);
        CheckpointWeights.LoadMean(task.Parameters, [.. parts.Select(part => part.Path)], Workspace.Workers);
        ParameterFile.Save(Path.Combine(Folder.Path, ModelFolder.Weights), task.Parameters);
        bool isNewest = parts is [(long step, _)] && step == runner.Step;
        ValidationScores? scores = isNewest && newestScores is not null ? newestScores
            : task.HasValidation ? ValidateFinal(cancellation)
            : null;
        if (scores is not null)
        {
            metrics.WriteValidation(runner.Step, "final", scores, Clock.Total);
        }

        return Result(outcome, Folder.Path, [.. parts.Select(part => part.Step)], scores);
    }

    private ValidationScores? ValidateFinal(CancellationToken cancellation)
    {
        try
        {
            Observer.OnValidating(runner.Step);
            return task.Validate(Workspace, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The model is complete; only its score is not known.
            return null;
        }
    }

    private TrainingResult Result(TrainingOutcome outcome, string modelPath, IReadOnlyList<long> finalSteps, ValidationScores? finalScores) => new()
    {
        Outcome = outcome,
        Step = runner.Step,
        Elapsed = Clock.Total,
        ModelPath = modelPath,
        BestStep = Record.Best?.Step,
        BestScore = Record.Best?.Score,
        FinalSteps = finalSteps,
        FinalScores = finalScores,
    };

    private UserException Diverged(in StepResult result)
    {
        string what = double.IsFinite(result.Total.Loss) ? "the gradient's norm" : "the loss";
        double value = double.IsFinite(result.Total.Loss) ? result.GradientNorm : result.Total.Loss;
        string stands = Folder.LastResumable is { } last ? $"the last good checkpoint, {last}, stands" : "no checkpoint was saved before";
        return new UserException($"Training broke down in step {runner.Step + 1}: {what} is {value}; {stands}. Try a lower learning rate, a longer warm-up or a smaller clip_norm.");
    }
}
