namespace Heed.Training.Runs;

/// <summary>When a run is over, and how far it is from there.</summary>
internal static class RunLimits
{
    /// <summary>The limit that has been reached, if any.</summary>
    public static TrainingOutcome? Reached(TrainingOptions options, StepRunner runner, TimeSpan elapsed, int validationsWithoutImprovement)
    {
        return runner.Step >= options.MaxSteps ? TrainingOutcome.MaxSteps
            : runner.Epoch >= options.MaxEpochs ? TrainingOutcome.MaxEpochs
            : elapsed.TotalMinutes >= options.MaxMinutes ? TrainingOutcome.MaxMinutes
            : options.EarlyStopping.Patience > 0 && validationsWithoutImprovement >= options.EarlyStopping.Patience ? TrainingOutcome.EarlyStopping
            : null;
    }

    /// <summary>The share of the run that is over, 0 … 1, by the limit that is nearest.</summary>
    public static double Completed(TrainingOptions options, StepRunner runner, int batchesInEpoch, TimeSpan elapsed)
    {
        double epochs = runner.Epoch + ((double)runner.Batch / Math.Max(1, batchesInEpoch));
        double share = 0;
        share = options.MaxSteps is { } steps ? Math.Max(share, (double)runner.Step / steps) : share;
        share = options.MaxEpochs is { } most ? Math.Max(share, epochs / most) : share;
        share = options.MaxMinutes is > 0 and { } minutes ? Math.Max(share, elapsed.TotalMinutes / minutes) : share;
        return Math.Min(1, share);
    }

    /// <summary>The time left if the rest goes as the part since <paramref name="startShare"/> went.</summary>
    public static TimeSpan? Remaining(double share, double startShare, TimeSpan sinceStart) =>
        share > startShare ? sinceStart * ((1 - share) / (share - startShare)) : null;
}
