using Heed.Models.Checkpoints;
using Heed.Tensors;

namespace Heed.Training.Runs;

/// <summary>Saves and loads the checkpoints of one run, and decides which stay and which make the final model.</summary>
internal sealed class CheckpointSet(RunFolder folder, TrainingOptions options, ITrainingTask task, StepRunner runner)
{
    private const string Weights = "weights.safetensors";
    private const string Moments = "optimizer.safetensors";

    private readonly ParameterStore store = task.Parameters;

    /// <summary>Saves everything that the next step depends on.</summary>
    public string Save(RunRecord record, double elapsedSeconds, long metricsLength)
    {
        record.SavedStep = runner.Step;
        var state = new TrainingState
        {
            Format = TrainingState.CurrentFormat,
            Position = runner.Position,
            ElapsedSeconds = elapsedSeconds,
            MetricsLength = metricsLength,
            Record = record,
            Seed = options.Seed,
            BatchTokens = options.BatchTokens,
            BatchByLength = options.BatchByLength,
            DataFingerprint = task.DataFingerprint,
        };
        string path = folder.Save(runner.Step, Parts(state));
        folder.Prune(Kept(record));
        return path;
    }

    /// <summary>Goes back to a checkpoint.</summary>
    public TrainingState Load(string checkpoint)
    {
        string statePath = RunFolder.StatePath(checkpoint);
        TrainingState state = StrictJson.Read<TrainingState>(statePath);
        state.RequireSameRun(statePath, options, task);
        string model = ModelFolder.Require(checkpoint, ModelFolder.Weights);
        string training = Path.Combine(checkpoint, ModelFolder.Training);
        if (runner.Average is { } average)
        {
            // A run that had no average until now begins it at its weights.
            string weights = Path.Combine(training, Weights);
            ParameterFile.Load(model, store, new ParameterSection(null, average.Block.Of));
            ParameterFile.Load(File.Exists(weights) ? weights : model, store);
        }
        else
        {
            ParameterFile.Load(File.Exists(Path.Combine(training, Weights)) ? Path.Combine(training, Weights) : model, store);
        }

        ParameterFile.Load(Path.Combine(training, Moments), store, MomentSections());
        runner.Position = state.Position;
        return state;
    }

    /// <summary>The checkpoints that the final model is the mean of, oldest first.</summary>
    public IReadOnlyList<(long Step, string Path)> Final(RunRecord record)
    {
        IReadOnlyList<(long Step, string Path)> all = folder.Checkpoints;
        if (options.AverageLast == 1 && record.Best is { } best)
        {
            return [.. all.Where(checkpoint => checkpoint.Step == best.Step)];
        }

        long last = runner.Step;
        return [.. all.Where(checkpoint => IsRegular(checkpoint.Step) || checkpoint.Step == last).TakeLast(options.AverageLast)];
    }

    private HashSet<long> Kept(RunRecord record)
    {
        IEnumerable<long> regular = folder.Checkpoints.Select(checkpoint => checkpoint.Step).Where(IsRegular);
        var kept = regular.TakeLast(Math.Max(options.KeepLast, options.AverageLast)).ToHashSet();
        kept.Add(record.Best?.Step ?? 0);
        return kept;
    }

    private bool IsRegular(long step) => options.CheckpointEvery > 0 && step % options.CheckpointEvery == 0;

    private IEnumerable<Action<string>> Parts(TrainingState state)
    {
        if (runner.Average is { } average)
        {
            yield return path => ParameterFile.Save(Path.Combine(path, ModelFolder.Weights), store, new ParameterSection(null, average.Block.Of));
            yield return path => ParameterFile.Save(Path.Combine(path, ModelFolder.Training, Weights), store);
        }
        else
        {
            yield return path => ParameterFile.Save(Path.Combine(path, ModelFolder.Weights), store);
        }

        yield return path => ParameterFile.Save(Path.Combine(path, ModelFolder.Training, Moments), store, MomentSections());
        yield return path => StrictJson.Write(RunFolder.StatePath(path), state);
    }

    private ParameterSection[] MomentSections() => [.. runner.OptimizerState.Select(ParameterSection.Of)];
}
