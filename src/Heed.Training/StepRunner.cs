using Heed.Tensors;
using Heed.Tensors.Optimization;
using Heed.Training.Optimizers;
using Heed.Training.Schedules;

namespace Heed.Training;

/// <summary>
/// Takes training steps: gradients over the accumulated batches, their mean over all targets, clipping, learning rate, optimizer, moving
/// average. Writes nothing, validates nothing, allocates nothing after the first steps; <see cref="Trainer"/> does the rest of a run.
/// </summary>
public sealed class StepRunner : IDisposable
{
    private readonly ITrainingTask task;
    private readonly TrainingOptions options;
    private readonly Workspace workspace;
    private readonly ScheduleContext schedule;
    private readonly Optimizer optimizer;

    /// <summary>Begins at the start, with the parameters as they are.</summary>
    public StepRunner(ITrainingTask task, TrainingOptions options, Workspace workspace)
    {
        (this.task, this.options, this.workspace) = (task, options, workspace);
        schedule = new ScheduleContext(options.MaxSteps, task.Width);
        optimizer = options.Optimizer.Create(task.Parameters);
        LayerNorms = new LayerNorms(task.Parameters);
        Average = options.EmaDecay > 0 ? new MovingAverage(task.Parameters, options.EmaDecay) : null;
        task.Parameters.ClearGradients();
    }

    /// <summary>Steps taken.</summary>
    public long Step { get; private set; }

    /// <summary>The epoch, from 0, of the next batch.</summary>
    public int Epoch { get; private set; }

    /// <summary>The next batch of the epoch, from 0.</summary>
    public int Batch { get; private set; }

    /// <summary>The average of the weights, if the options ask for one.</summary>
    public MovingAverage? Average { get; }

    /// <summary>The norms of the gradients by layer, before clipping, measured in the steps that are logged.</summary>
    internal LayerNorms LayerNorms { get; }

    /// <summary>The optimizer's part of a checkpoint.</summary>
    public IReadOnlyList<ParameterBlock> OptimizerState => optimizer.State;

    private long Batches { get; set; }

    /// <summary>Where the run is; setting it goes there, once parameters and optimizer state have been loaded.</summary>
    public TrainingPosition Position
    {
        get => new() { Step = Step, Epoch = Epoch, Batch = Batch, Batches = Batches };
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            (Step, Epoch, Batch, Batches) = (value.Step, value.Epoch, value.Batch, value.Batches);
        }
    }

    /// <summary>
    /// One step. A group of accumulated batches ends with its epoch, so the last one may be smaller. If the loss or the gradients are not
    /// finite, no weight changes and the position stays behind the batches that were read.
    /// </summary>
    public StepResult Run()
    {
        int batchesInEpoch = task.CountBatches(Epoch);
        BatchLoss total = default;
        for (int group = 0; group < options.Accumulate && Batch < batchesInEpoch; group++)
        {
            workspace.BeginTrainingStep(options.Seed, Batches++);
            total += task.AddGradients(workspace, Epoch, Batch++);
        }

        if (Batch == batchesInEpoch)
        {
            (Epoch, Batch) = (Epoch + 1, 0);
        }

        return Update(total);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        Average?.Dispose();
    }

    private StepResult Update(BatchLoss total)
    {
        double mean = 1.0 / Math.Max(1, total.Targets);
        double norm = ParameterUpdate.GradientNorm(workspace.Workers, task.Parameters) * mean;
        double learningRate = options.Schedule.At(Step + 1, schedule);
        var result = new StepResult(total, learningRate, norm);
        if (!result.IsFinite)
        {
            task.Parameters.ClearGradients();
            return result;
        }

        Step++;
        if (Step % options.LogEvery == 0)
        {
            LayerNorms.Measure(workspace.Workers, task.Parameters, mean);
        }

        optimizer.Step(workspace.Workers, Step, learningRate, mean * GradientClipping.Scale(norm, options.ClipNorm));
        Average?.Update(workspace.Workers, Step);
        return result;
    }
}
