using System.Text.Json.Nodes;
using Heed.Models.Transformer;
using Heed.Nn.Attention.Scores;
using Heed.Nn.Normalization;
using Heed.Nn.Positions;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Training.Runs;
using Heed.Training.Schedules;
using Heed.Training.Tests.Support;
using Heed.Training.Translation;

namespace Heed.Training.Tests.Translation;

public sealed class TranslationTaskTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 24,
        BatchTokens = 256,
        Schedule = new InverseSquareRootSchedule { LearningRate = 0.01, WarmupSteps = 50 },
        ValidateEvery = 10,
        CheckpointEvery = 6,
        LogEvery = 5,
        Accumulate = 2,
        AverageLast = 2,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_small_model_learns_a_small_language()
    {
        TrainingOptions options = Options with { MaxSteps = 400, BatchTokens = 512, ValidateEvery = 100, CheckpointEvery = 0, Accumulate = 1, AverageLast = 1, EarlyStopping = new() { Metric = "bleu" } };
        TrainingResult result = Train(folder.Path, options, workers: 2);
        Assert.True(result.FinalScores!["bleu"] > 95, $"BLEU is {result.FinalScores["bleu"]}.");
        Assert.Equal(Math.Exp(result.FinalScores["loss"]), result.FinalScores["perplexity"], 1e-9);
    }

    [Theory]
    [InlineData("plain", 0)]
    [InlineData("batch_norm", 0)]
    [InlineData("batch_norm", 0.9)]
    public void A_run_goes_on_exactly_with_dropout_and_at_any_number_of_threads(string variant, double emaDecay)
    {
        TransformerOptions model = Variant(variant);
        TrainingOptions options = Options with { EmaDecay = emaDecay };
        Train(folder.File("whole"), options, workers: 1, model: model);
        using var cancel = new CancellationTokenSource();
        Train(folder.File("stopped"), options, workers: 2, stop: cancel, stopAt: 11, model: model);
        Train(folder.File("stopped"), options, workers: 2, resume: true, model: model);
        Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(folder.File("stopped")));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("batch_norm")]
    [InlineData("additive")]
    [InlineData("shaw")]
    [InlineData("transformer_xl")]
    public void A_step_allocates_nothing_after_warm_up(string variant)
    {
        using var workers = new WorkerPool(2);
        using var workspace = new Workspace(workers);
        using var model = new TransformerModel(Variant(variant), forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new TranslationTask(model, ReversalCorpus.Data(), Options);
        using var runner = new StepRunner(task, Options with { EmaDecay = 0.99, Accumulate = 1 }, workspace);
        int batches = task.CountBatches(0);
        for (int step = 0; step < 3 * batches; step++)
        {
            runner.Run();
        }

        while (runner.Batch != 1)
        {
            runner.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 2; step < task.CountBatches(runner.Epoch); step++)
        {
            runner.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Metrics_tell_the_norm_of_each_layer_and_what_the_model_said()
    {
        TrainingResult result = Train(folder.Path, Options with { Samples = 2, Accumulate = 1 }, workers: 2);
        JsonObject[] lines = [.. File.ReadLines(folder.File("metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];
        JsonObject[] logged = [.. lines.Where(line => line.ContainsKey("gradient_norms"))];
        Assert.Equal([5, 10, 15, 20], logged.Select(line => (int)line["step"]!));
        Assert.All(logged, line =>
        {
            JsonObject norms = line["gradient_norms"]!.AsObject();
            Assert.Equal(["shared", "encoder.layers.0", "encoder.layer_norm", "decoder.layers.0", "decoder.layer_norm"], norms.Select(pair => pair.Key));
            Assert.All(norms, pair => Assert.True((double)pair.Value! > 0));
            double norm = (double)line["gradient_norm"]!;
            Assert.Equal(norm, Math.Sqrt(norms.Sum(pair => Math.Pow((double)pair.Value!, 2))), norm * 1e-6);
        });
        JsonObject[] samples = [.. lines.Where(line => line.ContainsKey("samples"))];
        Assert.Equal([10, 20, 24], samples.Select(line => (int)line["step"]!));
        TranslationData data = ReversalCorpus.Data();
        Assert.All(samples, line => Assert.Equal(data.References!.Texts.Take(2), line["samples"]!.AsArray().Select(sample => (string?)sample!["reference"])));
        Assert.Equal(data.References!.Tokenizer.Decode(data.Validation!.Source(0)), (string?)samples[0]["samples"]![0]!["source"]);
        Assert.Equal(24, result.Step);
    }

    [Fact]
    public void The_fingerprint_tells_data_apart()
    {
        using var model = new TransformerModel(ReversalCorpus.Model, forTraining: true);
        using var first = new TranslationTask(model, ReversalCorpus.Data(), Options);
        using var same = new TranslationTask(model, ReversalCorpus.Data(), Options);
        using var other = new TranslationTask(model, ReversalCorpus.Data(ReversalCorpus.TrainingPairs - 1), Options);
        Assert.Equal(first.DataFingerprint, same.DataFingerprint);
        Assert.NotEqual(first.DataFingerprint, other.DataFingerprint);
    }

    private static TransformerOptions Variant(string name) => name switch
    {
        "batch_norm" => ReversalCorpus.Model with { Norm = new BatchNormOptions() },
        "additive" => ReversalCorpus.Model with { Score = new AdditiveScore() },
        "shaw" => ReversalCorpus.Model with { Position = new ShawPosition() },
        "transformer_xl" => ReversalCorpus.Model with { Position = new TransformerXlPosition() },
        _ => ReversalCorpus.Model,
    };

    private static TrainingResult Train(
        string path, TrainingOptions options, int workers, bool resume = false, CancellationTokenSource? stop = null, int stopAt = 0, TransformerOptions? model = null)
    {
        using var run = new RunFolder(path);
        using var pool = new WorkerPool(workers);
        using var workspace = new Workspace(pool);
        using var trained = new TransformerModel(model ?? ReversalCorpus.Model, forTraining: true);
        trained.Parameters.Initialize(options.Seed);
        using var task = new TranslationTask(trained, ReversalCorpus.Data(), options);
        var recorder = new RunRecorder { AfterStep = step => StopAt(stop, step, stopAt) };
        return new Trainer(task, options, run, workspace) { Observer = recorder }.Run(resume, stop?.Token ?? CancellationToken.None);
    }

    private static void StopAt(CancellationTokenSource? stop, long now, long when)
    {
        if (now == when)
        {
            stop?.Cancel();
        }
    }
}
