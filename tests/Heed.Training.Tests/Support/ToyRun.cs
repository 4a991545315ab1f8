using Heed.Models.Checkpoints;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Training.Optimizers;
using Heed.Training.Runs;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.Support;

/// <summary>Runs the toy task in a folder.</summary>
internal static class ToyRun
{
    public static TrainingOptions Options { get; } = new()
    {
        MaxSteps = 20,
        Accumulate = 2,
        Schedule = new InverseSquareRootSchedule { LearningRate = 0.05, WarmupSteps = 5 },
        Optimizer = new AdamWOptions(),
        ValidateEvery = 4,
        LogEvery = 3,
        CheckpointEvery = 5,
        AverageLast = 3,
        KeepLast = 2,
        EmaDecay = 0.9,
    };

    public static TrainingResult Run(
        string folder, TrainingOptions options, bool resume = false, ITrainingObserver? observer = null, ToyTask? task = null, CancellationTokenSource? stop = null)
    {
        using var run = new RunFolder(folder);
        return Run(run, options, resume, observer, task, stop);
    }

    public static TrainingResult Run(
        RunFolder run, TrainingOptions options, bool resume = false, ITrainingObserver? observer = null, ToyTask? task = null, CancellationTokenSource? stop = null)
    {
        using var workers = new WorkerPool(1);
        using var workspace = new Workspace(workers);
        using ToyTask toy = task ?? new ToyTask();
        return new Trainer(toy, options, run, workspace) { Observer = observer ?? new RunRecorder() }.Run(resume, stop?.Token ?? CancellationToken.None);
    }

    /// <summary>The step of the newest checkpoint; 0 if there is none.</summary>
    public static long LastStep(string folder) => ModelFolder.FindCheckpoints(folder) is [.., (long step, _)] ? step : 0;

    /// <summary>The numbers of a run that must not depend on when it was interrupted: its metrics without times, and its final model.</summary>
    public static string Essence(string folder)
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(folder, MetricsLog.FileName)).Select(WithoutTimes)];
        string model = Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder, ModelFolder.Weights)));
        return string.Join('\n', lines.Append(model));
    }

    private static string WithoutTimes(string line)
    {
        System.Text.Json.Nodes.JsonObject json = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
        json.Remove("seconds");
        json.Remove("tokens_per_second");
        return json.ToJsonString();
    }
}
