using Heed.Models.Bert;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;
using Heed.Text.Batching.Masked;
using Heed.Training.MaskedLanguage;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.MaskedLanguage;

public sealed class MaskedLanguageTaskTests
{
    private static readonly BertPretrainingOptions Model = new()
    {
        Vocabulary = 25,
        Width = 32,
        Layers = 1,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 64 },
        Dropout = 0,
        MaximumLength = 32,
    };

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 400,
        BatchTokens = 512,
        BatchByLength = false,
        Schedule = new ConstantSchedule { LearningRate = 0.003 },
    };

    [Fact]
    public void A_text_that_counts_up_is_understood()
    {
        using var workspace = new Workspace();
        using var model = new BertPretrainingModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new MaskedLanguageTask(model, Data(), Options);
        using var runner = new StepRunner(task, Options, workspace);
        ValidationScores before = task.Validate(workspace, CancellationToken.None);
        for (int step = 0; step < Options.MaxSteps; step++)
        {
            runner.Run();
        }

        ValidationScores after = task.Validate(workspace, CancellationToken.None);
        Assert.True(before["masked_accuracy"] < 0.2 && after["masked_accuracy"] > 0.9, $"masked: {before["masked_accuracy"]} to {after["masked_accuracy"]}");
        Assert.True(after["next_sentence_accuracy"] > 0.65, $"next sentence: {after["next_sentence_accuracy"]}");
        Assert.Equal(Math.Exp(after["loss"]), after["perplexity"], 1e-9);
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workers = new WorkerPool(2);
        using var workspace = new Workspace(workers);
        using var model = new BertPretrainingModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new MaskedLanguageTask(model, Data(), Options);
        using var runner = new StepRunner(task, Options, workspace);
        int batches = task.CountBatches(0);
        for (int step = 0; runner.Epoch < 2 || runner.Batch < 2; step++)
        {
            runner.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 3; step < Math.Min(batches, task.CountBatches(2)) - 1; step++)
        {
            runner.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Sentences count up from 5 to 24 and begin again, each where the last one ended.</summary>
    private static MaskedLanguageData Data() => new()
    {
        Training = Text(1, 60),
        Validation = Text(2, 8),
        Frame = new MaskedFrame(2, 3, 4, [.. Enumerable.Range(5, 20)]),
        MaximumLength = 32,
    };

    private static RunningText Text(ulong seed, int documents)
    {
        var random = new SplitMix64(seed);
        var text = new RunningText();
        for (int document = 0; document < documents; document++)
        {
            int next = random.Below(20);
            text.Add([.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 3 + random.Below(5)).Select(_ => 5 + (next++ % 20)).ToArray())]);
        }

        return text;
    }
}
