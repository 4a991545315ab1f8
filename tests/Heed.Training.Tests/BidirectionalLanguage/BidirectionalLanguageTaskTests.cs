using Heed.Models.Elmo;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text.Batching;
using Heed.Training.BidirectionalLanguage;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.BidirectionalLanguage;

public sealed class BidirectionalLanguageTaskTests
{
    private static readonly ElmoOptions Model = new() { Vocabulary = 25, Network = new ElmoShape { Width = 16, Layers = 2 }, Dropout = 0 };

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 150,
        BatchTokens = 200,
        BatchByLength = false,
        Schedule = new ConstantSchedule { LearningRate = 0.01 },
    };

    [Fact]
    public void A_text_that_counts_up_is_understood_from_either_side()
    {
        using var workspace = new Workspace();
        using var model = new ElmoModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new BidirectionalLanguageTask(model, Texts(0, 200), Texts(200, 40), Options);
        using var runner = new StepRunner(task, Options, workspace);
        double before = task.Validate(workspace, CancellationToken.None)["loss"];
        for (int step = 0; step < Options.MaxSteps; step++)
        {
            runner.Run();
        }

        double after = task.Validate(workspace, CancellationToken.None)["loss"];
        Assert.True(before > 2.5 && after < 0.5, $"the loss went from {before} to {after}");
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workers = new WorkerPool(2);
        using var workspace = new Workspace(workers);
        using var model = new ElmoModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        using var task = new BidirectionalLanguageTask(model, Texts(0, 200), null, Options);
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

    /// <summary>Each piece is the one before it plus 1, from anywhere on; the last is followed by the end.</summary>
    private static LabelledSequences Texts(int first, int count)
    {
        var texts = new LabelledSequences();
        for (int text = first; text < first + count; text++)
        {
            var random = new Random(text);
            int start = random.Next(4, 14);
            texts.Add([.. Enumerable.Range(start, random.Next(5, 11)), 3], label: 0);
        }

        return texts;
    }
}
