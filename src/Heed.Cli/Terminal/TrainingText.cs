using System.Globalization;
using Heed.Training;

namespace Heed.Cli.Terminal;

/// <summary>Says in one line where a training is.</summary>
internal static class TrainingText
{
    /// <summary>"step 400 · epoch 3 · loss 2.914 · 8,120 tokens/s · rate 0.00071 · gradient 1.32".</summary>
    public static string Of(in StepProgress progress, double targetsPerSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {progress.Step} · epoch {progress.Epoch} · loss {progress.Loss:F3} · {targetsPerSecond:N0} {progress.Unit}/s · rate {progress.LearningRate:G3} · gradient {progress.GradientNorm:F2}");

    /// <summary>"validation: loss 1.904 · bleu 31.22".</summary>
    public static string Of(ValidationScores scores) =>
        $"validation: {string.Join(" · ", scores.Values.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Replace('_', ' ')} {pair.Value:F3}")))}";

    /// <summary>"1:04" or "2:10:09".</summary>
    public static string Of(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
}
