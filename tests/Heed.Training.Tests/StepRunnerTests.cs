using Heed.Tensors;
using Heed.Tensors.Memory;
using Heed.Training.Optimizers;
using Heed.Training.Schedules;
using Heed.Training.Tests.Support;

namespace Heed.Training.Tests;

public sealed class StepRunnerTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        MaxSteps = 100,
        Schedule = new ConstantSchedule { LearningRate = 0.01 },
        ClipNorm = 0,
    };

    private readonly WorkerPool workers = new(1);
    private readonly Workspace workspace;

    public StepRunnerTests() => workspace = new Workspace(workers);

    public void Dispose()
    {
        workspace.Dispose();
        workers.Dispose();
    }

    [Fact]
    public void Accumulated_batches_count_by_their_targets()
    {
        // Two batches of 4 and 5 rows: the step must see the mean over 9 rows, not the mean of two means.
        using var task = new ToyTask();
        workspace.BeginTrainingStep(1, 0);
        BatchLoss total = task.AddGradients(workspace, 0, 0) + task.AddGradients(workspace, 0, 1);
        double norm = Math.Sqrt(task.Parameters.AllGradients.ToArray().Sum(gradient => Math.Pow(gradient / 9, 2)));
        using var runner = new StepRunner(task, Options with { Accumulate = 2 }, workspace);

        StepResult result = runner.Run();
        Assert.Equal(9, result.Total.Targets);
        Assert.Equal(total.Loss / 9, result.Loss, 1e-12);
        Assert.Equal(norm, result.GradientNorm, norm * 1e-5);
        Assert.Equal(0.01, result.LearningRate);
    }

    [Fact]
    public void A_group_ends_with_its_epoch()
    {
        using var task = new ToyTask { BatchesPerEpoch = 5 };
        using var runner = new StepRunner(task, Options with { Accumulate = 2 }, workspace);
        var positions = new List<(int, int)>();
        for (int step = 0; step < 6; step++)
        {
            runner.Run();
            positions.Add((runner.Epoch, runner.Batch));
        }

        Assert.Equal([(0, 2), (0, 4), (1, 0), (1, 2), (1, 4), (2, 0)], positions);
        Assert.Equal(new TrainingPosition { Step = 6, Epoch = 2, Batch = 0, Batches = 11 }, runner.Position);
    }

    [Fact]
    public void The_loss_falls()
    {
        using var task = new ToyTask();
        using var runner = new StepRunner(task, Options with { Schedule = new ConstantSchedule { LearningRate = 0.1 } }, workspace);
        double first = runner.Run().Loss;
        double last = 0;
        for (int step = 0; step < 300; step++)
        {
            last = runner.Run().Loss;
        }

        Assert.True(last < first / 1000, $"{first} → {last}");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_step_that_is_not_finite_changes_no_weight(float factor)
    {
        using var task = new ToyTask { Disturbed = (1, factor) };
        using var runner = new StepRunner(task, Options with { EmaDecay = 0.9 }, workspace);
        Assert.True(runner.Run().IsFinite);
        float[] values = task.Parameters.AllValues.ToArray();
        float[] average = runner.Average!.Block.Values.ToArray();

        Assert.False(runner.Run().IsFinite);
        Assert.Equal(1, runner.Step);
        Assert.Equal(values, task.Parameters.AllValues.ToArray());
        Assert.Equal(average, runner.Average.Block.Values.ToArray());
        Assert.False(task.Parameters.AllGradients.ContainsAnyExcept(0));
    }

    [Fact]
    public void The_moving_average_follows_its_formula()
    {
        using var task = new ToyTask();
        double[] expected = [.. task.Parameters.AllValues.ToArray().Select(value => (double)value)];
        using var runner = new StepRunner(task, Options with { EmaDecay = 0.4 }, workspace);
        for (int step = 1; step <= 8; step++)
        {
            runner.Run();
            double decay = Math.Min(0.4, (1.0 + step) / (10 + step));
            for (int index = 0; index < expected.Length; index++)
            {
                expected[index] = (decay * expected[index]) + ((1 - decay) * task.Parameters.AllValues[index]);
            }
        }

        MovingAverage average = runner.Average!;
        float[] values = task.Parameters.AllValues.ToArray();
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], average.Block.Values[index], 1e-6);
        }

        average.Swap();
        Assert.Equal(values, average.Block.Values.ToArray());
        average.Swap();
        Assert.Equal(values, task.Parameters.AllValues.ToArray());
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        using var task = new ToyTask();
        using var runner = new StepRunner(task, Options with { EmaDecay = 0.9, Optimizer = new AdamOptions() }, workspace);
        const int Steps = 20;
        for (int step = 0; step < 3; step++)
        {
            runner.Run();
        }

        // The task's own generators are not the runner's.
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps; step++)
        {
            task.AddGradients(workspace, 0, 0);
        }

        long own = GC.GetAllocatedBytesForCurrentThread() - before;
        task.Parameters.ClearGradients();
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps; step++)
        {
            runner.Run();
        }

        Assert.Equal(own, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
