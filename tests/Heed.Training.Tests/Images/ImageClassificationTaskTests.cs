using Heed.Media.Images;
using Heed.Models.Vit;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Training.Images;
using Heed.Training.Schedules;
using Heed.Training.Tests.Support;

namespace Heed.Training.Tests.Images;

public sealed class ImageClassificationTaskTests : IDisposable
{
    private const int Side = 8;
    private const int Count = 240;

    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 120,
        BatchTokens = 340,
        Schedule = new ConstantSchedule { LearningRate = 0.003 },
    };

    private readonly TemporaryFolder folder = new();
    private readonly WorkerPool workers = new(1);

    public void Dispose()
    {
        workers.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Bars_that_lie_and_bars_that_stand_are_told_apart_wherever_they_are()
    {
        using var workspace = new Workspace(workers);
        using ImageClassificationTask task = Task(shift: 1);
        Assert.Equal(9, task.CountBatches(0)); // 180 images of 17 rows, 20 at once
        using var runner = new StepRunner(task, Options, workspace);
        for (int step = 0; step < Options.MaxSteps; step++)
        {
            runner.Run();
        }

        Assert.True(task.Validate(workspace, CancellationToken.None)["accuracy"] > 0.95);
    }

    [Fact]
    public void A_batch_is_the_same_whenever_it_is_asked_for()
    {
        using var workspace = new Workspace(workers);
        using ImageClassificationTask task = Task(shift: 1);
        BatchLoss First() => Run(workspace, task, epoch: 2, batch: 3);
        BatchLoss loss = First();
        Run(workspace, task, epoch: 0, batch: 1);
        Assert.Equal(loss, First());
        Assert.NotEqual(Task(shift: 0).DataFingerprint, task.DataFingerprint);
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workspace = new Workspace(workers);
        using ImageClassificationTask task = Task(shift: 1);
        using var runner = new StepRunner(task, Options, workspace);
        for (int step = 0; step < 30; step++)
        {
            runner.Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 20; step++)
        {
            runner.Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static BatchLoss Run(Workspace workspace, ImageClassificationTask task, int epoch, int batch)
    {
        workspace.BeginTrainingStep(1, 1);
        return task.AddGradients(workspace, epoch, batch);
    }

    private ImageClassificationTask Task(int shift)
    {
        var model = new VitModel(
            new VitOptions
            {
                ImageHeight = Side,
                ImageWidth = Side,
                PatchSize = 2,
                Width = 16,
                Layers = 1,
                Heads = new MultiHead { Count = 2 },
                FeedForward = new GeluFeedForward { Width = 32 },
                Classes = 2,
            },
            forTraining: true);
        model.Parameters.Initialize(1);
        (ImageSet images, byte[] labels) = Bars();
        return new ImageClassificationTask(model, (new LabelledImages(images, labels, 0, 180), new LabelledImages(images, labels, 180, 60), shift), Options);
    }

    /// <summary>Class 0: a lying bar, class 1: a standing one, each somewhere.</summary>
    private (ImageSet Images, byte[] Labels) Bars()
    {
        var random = new Random(1);
        var pixels = new byte[Count * Side * Side];
        var labels = new byte[Count];
        for (int image = 0; image < Count; image++)
        {
            labels[image] = (byte)(image % 2);
            (int across, int along) = (random.Next(Side), random.Next(3));
            for (int step = along; step < along + 5; step++)
            {
                pixels[(image * Side * Side) + (labels[image] == 0 ? (across * Side) + step : (step * Side) + across)] = 255;
            }
        }

        string path = folder.File("bars");
        File.WriteAllBytes(path, [0, 0, 8, 3, 0, 0, 0, Count, 0, 0, 0, Side, 0, 0, 0, Side, .. pixels]);
        return (ImageSet.Load(path), labels);
    }
}
