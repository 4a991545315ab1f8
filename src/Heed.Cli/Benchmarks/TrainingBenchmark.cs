using System.Diagnostics;
using System.Text.Json.Nodes;
using Heed.Models.Transformer;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text.Batching;
using Heed.Training;
using Heed.Training.Schedules;
using Heed.Training.Translation;

namespace Heed.Cli.Benchmarks;

/// <summary>
/// Times training steps: forward, backward, clipping and Adam, with dropout and label smoothing, on batches of a fixed padded size. The
/// tokens counted are real target tokens, each sentence's end included.
/// </summary>
internal sealed record TrainingBenchmark
{
    /// <summary>Pairs of ids below the vocabulary.</summary>
    public required TokenizedPairs Pairs { get; init; }

    public required BenchmarkShape Shape { get; init; }

    /// <summary>Longest sequence × sequences in a batch, as a padded batch would count.</summary>
    public required int BatchTokens { get; init; }

    /// <summary>Steps that are timed.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps before them, while code is compiled and memory grows.</summary>
    public int WarmupSteps { get; init; } = 3;

    public float Dropout { get; init; } = 0.1f;

    /// <summary>0: one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Counts the time of each op; null for none.</summary>
    public StepProfile? Profile { get; init; }

    public BenchmarkResult Run(CancellationToken cancellation)
    {
        using var workers = new WorkerPool(Threads);
        using var workspace = new Workspace(workers);
        using var model = new TransformerModel(Shape.ToOptions(Dropout, LongestSequence()), forTraining: true);
        model.Parameters.Initialize(seed: 1);
        var options = new TrainingOptions
        {
            MaxSteps = WarmupSteps + Steps,
            BatchTokens = BatchTokens,
            Schedule = new ConstantSchedule { LearningRate = 3e-4 },
        };
        var data = new TranslationData { Training = Pairs, Frame = new SequenceFrame(Start: 2, End: 3, EndSource: false), Budget = BudgetUnit.Padded };
        using var task = new TranslationTask(model, data, options);
        using var runner = new StepRunner(task, options, workspace);
        for (int step = 0; step < WarmupSteps; step++)
        {
            runner.Run();
        }

        workspace.Profile = Profile;
        (long tokens, long ticks, double loss) = (0, 0, 0);
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            StepResult result = runner.Run();
            ticks += Stopwatch.GetTimestamp() - start;
            (tokens, loss) = (tokens + result.Total.Targets, result.Loss);
        }

        return new BenchmarkResult
        {
            TargetTokens = tokens,
            Seconds = (double)ticks / Stopwatch.Frequency,
            Threads = workers.Workers,
            Parameters = model.Parameters.Count,
            Limits = Profile is null ? null : MachineLimits.Measure(workers),
            Details = [new("steps", JsonValue.Create(Steps)), new("loss", JsonValue.Create(loss))],
        };
    }

    private int LongestSequence()
    {
        int longest = 0;
        for (int pair = 0; pair < Pairs.Count; pair++)
        {
            longest = Math.Max(longest, Math.Max(Pairs.Source(pair).Length, Pairs.Target(pair).Length + 1));
        }

        return longest;
    }
}
