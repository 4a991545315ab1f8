using System.Text.Json.Serialization;
using Heed.Text;
using Heed.Training.Optimizers;
using Heed.Training.Schedules;

namespace Heed.Training;

/// <summary>How a model is trained: <c>training:</c> of a recipe.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrainingOptions
{
    /// <summary>Decides initial weights, order of batches and dropout: the same seed gives the same run, bit for bit. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Stop after this many steps. Default: no limit; one of the three limits or early stopping must be given.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>Stop after this many passes over the data. Default: no limit.</summary>
    public int? MaxEpochs { get; init; }

    /// <summary>Stop after this much training time, validation included, over all sessions of the run. Default: no limit.</summary>
    public double? MaxMinutes { get; init; }

    /// <summary>How many tokens a batch holds at most, without padding. Default: 4096.</summary>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>
    /// Whether a batch holds sentences of about the same length. Packed rows cost nothing without, and then every batch is a fair sample of
    /// the data. Default: true.
    /// </summary>
    public bool BatchByLength { get; init; } = true;

    /// <summary>How many batches make one step; their gradients are averaged over all their targets. Default: 1.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>The largest norm of all gradients together; larger ones are scaled down to it. 0: no clipping. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>ε of label smoothing: the share of probability that is spread over the whole vocabulary. Default: 0.1.</summary>
    public float LabelSmoothing { get; init; } = 0.1f;

    /// <summary><c>adam</c> or <c>adamw</c>. Default: adam as in the paper.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary><c>noam</c>, <c>inverse_square_root</c>, <c>cosine</c>, <c>linear</c> or <c>constant</c>. Default: noam, the paper's.</summary>
    public ScheduleOptions Schedule { get; init; } = new NoamSchedule();

    /// <summary>Validate every so many steps; 0: only at the end. Default: 500.</summary>
    public int ValidateEvery { get; init; } = 500;

    /// <summary>How many of the validation examples are written to <c>metrics.jsonl</c> at each validation, with what the model made of them. Default: 3.</summary>
    public int Samples { get; init; } = 3;

    /// <summary>Write a line to <c>metrics.jsonl</c> every so many steps. Default: 50.</summary>
    public int LogEvery { get; init; } = 50;

    /// <summary>Save a checkpoint every so many steps; 0: only at the end, on Ctrl-C, and when validation improves. Default: 500.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>How many regular checkpoints stay on the disk, beside the best one. Default: 5.</summary>
    public int KeepLast { get; init; } = 5;

    /// <summary>
    /// The final model is the mean of the last so many checkpoints. 1: the best checkpoint by <see cref="EarlyStopping"/>'s metric, or the
    /// last one if nothing was validated. Default: 1.
    /// </summary>
    public int AverageLast { get; init; } = 1;

    /// <summary>Which checkpoint is the best, and when to stop.</summary>
    public EarlyStoppingOptions EarlyStopping { get; init; } = new();

    /// <summary>
    /// d of an exponential moving average of the weights, w̄ ← d·w̄ + (1 − d)·w after each step, which is then what is validated and saved as
    /// the model; for example 0.999. 0: none. Default: 0.
    /// </summary>
    public double EmaDecay { get; init; }

    /// <summary>Default: float32.</summary>
    public Precision Precision { get; init; } = Precision.Float32;

    /// <summary>Checks the options before a run begins.</summary>
    /// <param name="width">D, the model's width.</param>
    /// <exception cref="UserException">An option makes no sense.</exception>
    public void Validate(int width)
    {
        if (MaxSteps is null && MaxEpochs is null && MaxMinutes is null && EarlyStopping.Patience == 0)
        {
            throw new UserException("Training would never end: give training.max_steps, max_epochs, max_minutes or early_stopping.patience.");
        }

        RequireAtLeast("max_steps", MaxSteps ?? 1, 1);
        RequireAtLeast("max_epochs", MaxEpochs ?? 1, 1);
        RequireAtLeast("max_minutes", MaxMinutes ?? 1, 0);
        RequireAtLeast("batch_tokens", BatchTokens, 1);
        RequireAtLeast("accumulate", Accumulate, 1);
        RequireAtLeast("clip_norm", ClipNorm, 0);
        RequireAtLeast("label_smoothing", LabelSmoothing, 0);
        RequireBelowOne("label_smoothing", LabelSmoothing);
        RequireAtLeast("validate_every", ValidateEvery, 0);
        RequireAtLeast("samples", Samples, 0);
        RequireAtLeast("log_every", LogEvery, 1);
        RequireAtLeast("checkpoint_every", CheckpointEvery, 0);
        RequireAtLeast("keep_last", KeepLast, 1);
        RequireAtLeast("average_last", AverageLast, 1);
        RequireAtLeast("early_stopping.patience", EarlyStopping.Patience, 0);
        RequireAtLeast("ema_decay", EmaDecay, 0);
        RequireBelowOne("ema_decay", EmaDecay);
        Optimizer.Validate();
        Schedule.Validate(new ScheduleContext(MaxSteps, width));
    }

    private static void RequireAtLeast(string key, double value, double least)
    {
        if (!(value >= least) || !double.IsFinite(value))
        {
            throw new UserException($"training.{key} is {value}, but must be at least {least}.");
        }
    }

    private static void RequireBelowOne(string key, double value)
    {
        if (value >= 1)
        {
            throw new UserException($"training.{key} is {value}, but must be below 1.");
        }
    }
}
