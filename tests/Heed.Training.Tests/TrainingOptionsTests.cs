using System.Text.Json;
using Heed.Models.Checkpoints;
using Heed.Text;
using Heed.Training.Optimizers;
using Heed.Training.Schedules;

namespace Heed.Training.Tests;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Options_are_read_by_their_snake_case_names()
    {
        TrainingOptions options = Read("""
            {
              "seed": 7, "max_steps": 10, "max_epochs": 2, "max_minutes": 1.5, "batch_tokens": 2048, "batch_by_length": false, "accumulate": 4, "clip_norm": 0.5,
              "label_smoothing": 0.2, "optimizer": { "beta1": 0.8, "weight_decay": 0.02, "kind": "adamw" },
              "schedule": { "kind": "inverse_square_root", "learning_rate": 0.005, "warmup_steps": 2000 },
              "validate_every": 100, "log_every": 10, "checkpoint_every": 50, "keep_last": 3, "average_last": 10,
              "early_stopping": { "metric": "bleu", "patience": 5 }, "ema_decay": 0.999, "precision": "float32"
            }
            """);
        Assert.Equal(new AdamWOptions { Beta1 = 0.8f, WeightDecay = 0.02f }, options.Optimizer);
        Assert.Equal(new InverseSquareRootSchedule { LearningRate = 0.005, WarmupSteps = 2000 }, options.Schedule);
        Assert.Equal(new EarlyStoppingOptions { Metric = "bleu", Patience = 5 }, options.EarlyStopping);
        Assert.Equal((7UL, 10L, 2, 1.5, 2048, false, 4), (options.Seed, options.MaxSteps, options.MaxEpochs, options.MaxMinutes, options.BatchTokens, options.BatchByLength, options.Accumulate));
        Assert.Equal((0.5, 0.2f, 100, 10, 50, 3, 10, 0.999), (options.ClipNorm, options.LabelSmoothing, options.ValidateEvery, options.LogEvery, options.CheckpointEvery, options.KeepLast, options.AverageLast, options.EmaDecay));
        options.Validate(512);
        Assert.Equal(options, Read(JsonSerializer.Serialize(options, StrictJson.Options)));
    }

    [Theory]
    [InlineData("""{"max_step":1}""")]
    [InlineData("""{"optimizer":{"kind":"sgd"}}""")]
    [InlineData("""{"optimizer":{"kind":"adam","beta3":1}}""")]
    [InlineData("""{"schedule":{"kind":"noam","peak":1}}""")]
    [InlineData("""{"early_stopping":{"wait":1}}""")]
    [InlineData("""{"early_stopping":null}""")]
    [InlineData("""{"precision":"float8"}""")]
    public void Unknown_keys_and_kinds_are_errors(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("""{}""", "never end")]
    [InlineData("""{"max_steps":0}""", "training.max_steps is 0, but must be at least 1.")]
    [InlineData("""{"max_steps":1,"batch_tokens":0}""", "training.batch_tokens is 0")]
    [InlineData("""{"max_steps":1,"label_smoothing":1}""", "training.label_smoothing is 1, but must be below 1.")]
    [InlineData("""{"max_steps":1,"ema_decay":-0.5}""", "training.ema_decay is -0.5")]
    [InlineData("""{"max_steps":1,"average_last":0}""", "training.average_last is 0")]
    [InlineData("""{"max_steps":1,"optimizer":{"kind":"adam","beta2":1}}""", "beta2 1")]
    [InlineData("""{"max_steps":1,"optimizer":{"kind":"adam","epsilon":0}}""", "epsilon is 0")]
    [InlineData("""{"max_steps":4000,"schedule":{"kind":"linear","warmup_steps":4000}}""", "must end later")]
    public void Values_that_make_no_sense_are_errors(string json, string expected)
    {
        UserException exception = Assert.Throws<UserException>(() => Read(json).Validate(512));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static TrainingOptions Read(string json) => JsonSerializer.Deserialize<TrainingOptions>(json, StrictJson.Options)!;
}
