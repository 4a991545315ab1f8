namespace Heed.Training;

/// <summary>What one step did.</summary>
/// <param name="Total">Summed over its batches.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="GradientNorm">Of the averaged gradients, before clipping.</param>
public readonly record struct StepResult(BatchLoss Total, double LearningRate, double GradientNorm)
{
    /// <summary>The mean training criterion of a target.</summary>
    public double Loss => Total.Loss / Math.Max(1, Total.Targets);

    /// <summary>False where training has broken down; the step has then changed no weight.</summary>
    public bool IsFinite => double.IsFinite(Total.Loss) && double.IsFinite(GradientNorm);
}
