using Heed.Models.Gpt;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Tensors;
using Heed.Training.LanguageModels;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.LanguageModels;

public sealed class LanguageModelTaskTests
{
    private static readonly GptOptions Model = new()
    {
        Vocabulary = 12,
        Width = 32,
        Layers = 1,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 64 },
        MaximumLength = 16,
        Dropout = 0,
    };

    private static readonly TrainingOptions Training = new()
    {
        MaxSteps = 60,
        BatchTokens = 64,
        LabelSmoothing = 0,
        Schedule = new ConstantSchedule { LearningRate = 0.01 },
    };

    /// <summary>Counts up, so that one token decides the next.</summary>
    private static readonly int[] Text = [.. Enumerable.Range(0, 500).Select(place => place % 12)];

    [Fact]
    public void A_rule_is_learnt_and_validation_tells()
    {
        using var workspace = new Workspace();
        using var task = new LanguageModelTask(Build(), Text, Text.AsMemory(100, 50), Training);
        using var runner = new StepRunner(task, Training, workspace);
        double before = task.Validate(workspace, CancellationToken.None)["loss"];
        Assert.InRange(before, 2.2, 2.8); // ln 12 = 2.48
        for (int step = 0; step < Training.MaxSteps; step++)
        {
            runner.Run();
        }

        Assert.InRange(task.Validate(workspace, CancellationToken.None)["loss"], 0, 0.1);
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workspace = new Workspace();
        using var task = new LanguageModelTask(Build(), Text, default, Training);
        using var runner = new StepRunner(task, Training, workspace);
        for (int step = 0; step < 20; step++)
        {
            runner.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 10; step++)
        {
            runner.Run();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Without_text_held_back_there_is_no_validation()
    {
        using var workspace = new Workspace();
        using var task = new LanguageModelTask(Build(), Text, default, Training);
        Assert.False(task.HasValidation);
        Assert.Throws<InvalidOperationException>(() => task.Validate(workspace, CancellationToken.None));
    }

    private static GptModel Build()
    {
        var model = new GptModel(Model, forTraining: true);
        model.Parameters.Initialize(1);
        return model;
    }
}
