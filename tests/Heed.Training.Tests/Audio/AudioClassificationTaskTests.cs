using Heed.Media.Audio.Features;
using Heed.Models.StreamingEncoder;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Text;
using Heed.Training.Audio;
using Heed.Training.Schedules;

namespace Heed.Training.Tests.Audio;

public sealed class AudioClassificationTaskTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 120,
        BatchTokens = 200,
        BatchByLength = false,
        Schedule = new ConstantSchedule { LearningRate = 0.005 },
    };

    private readonly WorkerPool workers = new(1);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void High_sounds_and_low_sounds_are_told_apart()
    {
        using var workspace = new Workspace(workers);
        using AudioClassificationTask task = Task();
        using var runner = new StepRunner(task, Options, workspace);
        for (int step = 0; step < Options.MaxSteps; step++)
        {
            runner.Run();
        }

        Assert.True(task.Validate(workspace, CancellationToken.None)["accuracy"] > 0.95);
    }

    [Fact]
    public void A_batch_is_the_same_whenever_it_is_asked_for_and_an_epoch_later_it_is_another()
    {
        using var workspace = new Workspace(workers);
        using AudioClassificationTask task = Task();
        BatchLoss Run(int epoch, int batch)
        {
            workspace.BeginTrainingStep(1, 1);
            return task.AddGradients(workspace, epoch, batch);
        }

        BatchLoss loss = Run(2, 1);
        Assert.NotEqual(loss, Run(3, 1));
        Assert.Equal(loss, Run(2, 1));
    }

    [Fact]
    public void A_step_allocates_nothing_after_warm_up()
    {
        using var workspace = new Workspace(workers);
        using AudioClassificationTask task = Task();
        using var runner = new StepRunner(task, Options, workspace);
        for (int step = 0; step < 60; step++)
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

    [Fact]
    public void Augmentation_moves_all_by_one_number_and_silences_a_band_and_a_stretch()
    {
        var augmentation = new FrameAugmentation { Gain = 10, Bands = 12, Frames = 6 };
        var random = new SplitMix64(5);
        for (int time = 0; time < 20; time++)
        {
            var frames = new float[40 * LogMel.Bands];
            augmentation.Apply(frames, ref random);
            float louder = frames.Where(number => number > -1.5f).Distinct().Single();
            Assert.InRange(louder, -0.25f, 0.25f);
            int silent = frames.Count(number => number == -1.5f);
            Assert.InRange(silent, 0, (12 * 40) + (6 * LogMel.Bands));
        }
    }

    private static AudioClassificationTask Task()
    {
        var options = new StreamingEncoderOptions
        {
            Width = 16,
            Layers = 1,
            Heads = new MultiHead { Count = 2 },
            FeedForward = new GeluFeedForward { Width = 32 },
            Classes = 2,
        };
        var model = new StreamingEncoderModel(options, forTraining: true);
        model.Parameters.Initialize(1);
        return new AudioClassificationTask(model, (Sounds(120, seed: 1), Sounds(40, seed: 2), new FrameAugmentation { Gain = 3, Bands = 4, Frames = 2 }), Options);
    }

    /// <summary>Class 0: a loud band among the lower half, moving; class 1: one among the upper half.</summary>
    private static LabelledSounds Sounds(int count, int seed)
    {
        var random = new Random(seed);
        var sounds = new List<float[]>();
        var labels = new List<int>();
        for (int sound = 0; sound < count; sound++)
        {
            int length = random.Next(20, 40);
            int start = (sound % 2) * (LogMel.Bands / 2);
            var frames = new float[length * LogMel.Bands];
            for (int frame = 0; frame < length; frame++)
            {
                frames[(frame * LogMel.Bands) + start + random.Next(LogMel.Bands / 2)] = 3;
            }

            sounds.Add(frames);
            labels.Add(sound % 2);
        }

        return new LabelledSounds(sounds, labels);
    }
}
