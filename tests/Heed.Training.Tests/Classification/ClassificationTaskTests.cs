using Heed.Models.BagOfEmbeddings;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text.Batching;
using Heed.Training.Classification;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.Classification;

public sealed class ClassificationTaskTests
{
    private static readonly BagOfEmbeddingsOptions Model = new() { Vocabulary = 20, Width = 8, Labels = ["low", "high"] };

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 100,
        BatchTokens = 100,
        Schedule = new ConstantSchedule { LearningRate = 0.03 },
    };

    [Fact]
    public void Classes_that_words_tell_apart_are_learnt_and_scored()
    {
        using var workspace = new Workspace();
        using var model = new BagOfEmbeddingsModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new ClassificationTask(model, new ClassificationData(Texts(0, 400), Texts(400, 100)), Options);
        using var runner = new StepRunner(task, Options, workspace);
        double before = task.Validate(workspace, CancellationToken.None)["accuracy"];
        for (int step = 0; step < 100; step++)
        {
            runner.Run();
        }

        ValidationScores scores = task.Validate(workspace, CancellationToken.None);
        Assert.True(before < 0.8 && scores["accuracy"] > 0.95, $"accuracy went from {before} to {scores["accuracy"]}");
        Assert.InRange(scores["matthews"], 0.9, 1);
        Assert.InRange(scores["macro_f1"], 0.95, 1);
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workers = new WorkerPool(2);
        using var workspace = new Workspace(workers);
        using var model = new BagOfEmbeddingsModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new ClassificationTask(model, new ClassificationData(Texts(0, 400)), Options);
        using var runner = new StepRunner(task, Options, workspace);
        int batches = task.CountBatches(0);
        for (int step = 0; step < (3 * batches) + 1; step++)
        {
            runner.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 2; step < batches; step++)
        {
            runner.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_fingerprint_tells_labels_apart()
    {
        using var model = new BagOfEmbeddingsModel(Model, forTraining: true);
        using var first = new ClassificationTask(model, new ClassificationData(Texts(0, 10)), Options);
        using var same = new ClassificationTask(model, new ClassificationData(Texts(0, 10)), Options);
        using var other = new ClassificationTask(model, new ClassificationData(Texts(0, 10, turned: true)), Options);
        Assert.Equal(first.DataFingerprint, same.DataFingerprint);
        Assert.NotEqual(first.DataFingerprint, other.DataFingerprint);
    }

    /// <summary>The words 4 to 11 are more frequent in one class, 12 to 19 in the other.</summary>
    private static LabelledSequences Texts(int first, int count, bool turned = false)
    {
        var texts = new LabelledSequences();
        for (int text = first; text < first + count; text++)
        {
            var random = new Random(text);
            int label = random.Next(2);
            int[] ids = [.. Enumerable.Range(0, random.Next(5, 9)).Select(_ => (random.Next(10) < 9 ? label : 1 - label) == 0 ? random.Next(4, 12) : random.Next(12, 20)), 3];
            texts.Add(ids, turned ? 1 - label : label);
        }

        return texts;
    }
}
