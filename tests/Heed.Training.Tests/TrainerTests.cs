using System.Text.Json.Nodes;
using Heed.Models.Checkpoints;
using Heed.Text;
using Heed.Training.Runs;
using Heed.Training.Tests.Support;

namespace Heed.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_leaves_its_model_its_metrics_and_its_checkpoints()
    {
        File.WriteAllText(folder.File("config.json"), "{}");
        File.WriteAllText(folder.File("tokenizer.json"), "{ }");
        var recorder = new RunRecorder();
        TrainingResult result = ToyRun.Run(folder.Path, ToyRun.Options, observer: recorder);

        Assert.Equal((TrainingOutcome.MaxSteps, 20L, folder.Path), (result.Outcome, result.Step, result.ModelPath));
        Assert.Equal([10, 15, 20], result.FinalSteps);
        Assert.Equal("start 0", recorder.Events[0]);
        Assert.Equal("MaxSteps 20", recorder.Events[^1]);
        Assert.Equal(20, recorder.Steps.Count);
        Assert.Equal(["checkpoints", "config.json", "metrics.jsonl", "model.safetensors", "tokenizer.json"], Names(folder.Path));
        string newest = ModelFolder.CheckpointPath(folder.Path, 20);
        Assert.Equal(["config.json", "model.safetensors", "tokenizer.json", "training"], Names(newest));
        Assert.Equal(["optimizer.safetensors", "state.json", "weights.safetensors"], Names(Path.Combine(newest, "training")));

        JsonObject[] metrics = [.. File.ReadLines(folder.File("metrics.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())];
        Assert.Equal([3, 6, 9, 12, 15, 18], metrics.Where(line => line.ContainsKey("loss")).Select(line => (int)line["step"]!));
        Assert.Equal([4, 8, 12, 16, 20], metrics.Where(line => line.ContainsKey("validation")).Select(line => (int)line["step"]!));
        Assert.Single(metrics, line => line.ContainsKey("final"));
        Assert.Equal(
            ["step", "epoch", "loss", "nll", "tokens_per_second", "learning_rate", "gradient_norm", "gradient_norms", "seconds"],
            metrics.First(line => line.ContainsKey("loss")).Select(pair => pair.Key));
        Assert.All(metrics.Where(line => line.ContainsKey("loss")), line => Assert.Equal((double)line["gradient_norm"]!, (double)line["gradient_norms"]!["linear"]!, 1e-9));
        double first = (double)metrics[0]["loss"]!;
        Assert.Equal(first, recorder.Steps.Take(3).Average(step => step.Loss), first * 0.5);
    }

    [Fact]
    public void The_final_model_is_the_mean_of_the_last_checkpoints()
    {
        ToyRun.Run(folder.Path, ToyRun.Options);
        float[][] parts = [.. new long[] { 10, 15, 20 }.Select(step => Weights(ModelFolder.CheckpointPath(folder.Path, step)))];
        float[] final = Weights(folder.Path);
        for (int index = 0; index < final.Length; index++)
        {
            Assert.Equal(parts.Average(part => (double)part[index]), final[index], 1e-6);
        }

        Assert.NotEqual(parts[0], parts[2]);
    }

    [Fact]
    public void Without_averaging_the_best_checkpoint_is_the_final_model_and_stays_on_the_disk()
    {
        TrainingOptions options = ToyRun.Options with { AverageLast = 1, KeepLast = 1, EarlyStopping = new() { Metric = "bleu" } };
        var recorder = new RunRecorder();
        TrainingResult result = ToyRun.Run(folder.Path, options, observer: recorder, task: new ToyTask { Script = [3, 9, 5, 9, 1] });

        Assert.Equal((8L, 9.0), (result.BestStep!.Value, result.BestScore!.Value));
        Assert.Equal([8], result.FinalSteps);
        Assert.Contains("validated 8 best", recorder.Events);
        Assert.Contains("saved step-8", recorder.Events);
        Assert.Equal([8, 15, 20], ModelFolder.FindCheckpoints(folder.Path).Select(checkpoint => checkpoint.Step));
        Assert.False(Directory.Exists(Path.Combine(ModelFolder.CheckpointPath(folder.Path, 8), "training")));
        Assert.Equal(Weights(ModelFolder.CheckpointPath(folder.Path, 8)), Weights(folder.Path));
    }

    [Fact]
    public void Weights_that_validation_has_not_seen_are_validated_before_the_best_is_chosen()
    {
        TrainingOptions options = ToyRun.Options with { AverageLast = 1, MaxSteps = 18, EmaDecay = 0 };
        TrainingResult result = ToyRun.Run(folder.Path, options);
        Assert.Equal(18, result.BestStep);
        Assert.Equal([18], result.FinalSteps);
    }

    [Theory]
    [InlineData("bleu", new[] { 1.0, 2, 3, 2, 1, 9 }, 20)]
    [InlineData("loss", null, 60)]
    public void Training_stops_when_validation_no_longer_improves(string metric, double[]? script, long expected)
    {
        TrainingOptions options = ToyRun.Options with { MaxSteps = 60, EarlyStopping = new() { Metric = metric, Patience = 2 } };
        TrainingResult result = ToyRun.Run(folder.Path, options, task: new ToyTask { Script = script });
        Assert.Equal(expected, result.Step);
        Assert.Equal(expected < 60 ? TrainingOutcome.EarlyStopping : TrainingOutcome.MaxSteps, result.Outcome);
    }

    [Fact]
    public void A_metric_that_is_not_measured_is_an_error()
    {
        TrainingOptions options = ToyRun.Options with { EarlyStopping = new() { Metric = "bleu" } };
        UserException exception = Assert.Throws<UserException>(() => ToyRun.Run(folder.Path, options));
        Assert.Equal("training.early_stopping.metric is bleu, but validation measures loss, perplexity.", exception.Message);
    }

    [Fact]
    public void Without_validation_data_the_last_checkpoint_is_the_final_model_and_nothing_can_stop_early()
    {
        var recorder = new RunRecorder();
        TrainingResult result = ToyRun.Run(folder.Path, ToyRun.Options with { AverageLast = 1 }, observer: recorder, task: new ToyTask { HasValidation = false });
        Assert.Equal([20], result.FinalSteps);
        Assert.Null(result.FinalScores);
        Assert.Null(result.BestStep);
        Assert.DoesNotContain(recorder.Events, line => line.StartsWith("validated", StringComparison.Ordinal));

        TrainingOptions patient = ToyRun.Options with { EarlyStopping = new() { Patience = 3 } };
        UserException exception = Assert.Throws<UserException>(() => ToyRun.Run(folder.File("new"), patient, task: new ToyTask { HasValidation = false }));
        Assert.Contains("there are no validation data to stop by", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Epochs_and_minutes_are_limits_too()
    {
        TrainingResult result = ToyRun.Run(folder.File("epochs"), ToyRun.Options with { MaxSteps = null, MaxEpochs = 3 });
        Assert.Equal((TrainingOutcome.MaxEpochs, 12L), (result.Outcome, result.Step));
        result = ToyRun.Run(folder.File("minutes"), ToyRun.Options with { MaxSteps = null, MaxMinutes = 1e-9 });
        Assert.Equal(TrainingOutcome.MaxMinutes, result.Outcome);
    }

    [Fact]
    public void Progress_says_how_much_is_left()
    {
        var recorder = new RunRecorder();
        ToyRun.Run(folder.Path, ToyRun.Options, observer: recorder);
        Assert.Equal(Enumerable.Range(1, 20).Select(step => step / 20.0), recorder.Steps.Select(step => step.Completed));
        Assert.Equal(TimeSpan.Zero, recorder.Steps[^1].Remaining);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2, 3], recorder.Steps.Take(9).Select(step => step.Epoch));
    }

    [Theory]
    [InlineData(float.NaN, "the loss is NaN")]
    [InlineData(1e30f, "the gradient's norm is")]
    public void A_loss_or_gradient_that_is_not_finite_stops_the_run_and_leaves_the_last_checkpoint(float factor, string expected)
    {
        UserException exception = Assert.Throws<UserException>(
            () => ToyRun.Run(folder.Path, ToyRun.Options, task: new ToyTask { Disturbed = (26, factor) }));

        string last = ModelFolder.CheckpointPath(folder.Path, 12);
        Assert.Contains("Training broke down in step 15", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"the last good checkpoint, {last}, stands", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Weights(last), weight => !float.IsFinite(weight));
        Assert.False(File.Exists(folder.File("model.safetensors")));
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_not_overwritten_and_one_that_holds_none_is_not_resumed()
    {
        UserException nothing = Assert.Throws<UserException>(() => ToyRun.Run(folder.Path, ToyRun.Options, resume: true));
        Assert.Equal($"There is no checkpoint in {folder.Path} to resume from; start without --resume.", nothing.Message);
        ToyRun.Run(folder.Path, ToyRun.Options);
        UserException again = Assert.Throws<UserException>(() => ToyRun.Run(folder.Path, ToyRun.Options));
        Assert.Contains("holds a run already, up to step-20: go on with --resume", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_cannot_share_a_folder()
    {
        using var first = new RunFolder(folder.Path);
        UserException exception = Assert.Throws<UserException>(() => new RunFolder(folder.Path));
        Assert.Contains("Another process is training in", exception.Message, StringComparison.Ordinal);
    }

    private static string[] Names(string path) =>
        [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];

    private static float[] Weights(string modelFolder)
    {
        using var task = new ToyTask();
        ParameterFile.Load(Path.Combine(modelFolder, ModelFolder.Weights), task.Parameters);
        return task.Parameters.AllValues.ToArray();
    }
}
