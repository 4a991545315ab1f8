using Heed.Nn.Catalogue;

namespace Heed.Training.Schedules;

/// <summary>A straight rise to the peak, then peak · √(warmup / step): the paper's curve, by its height instead of the model's width.</summary>
[Variant("peak · min(t / warmup, √(warmup / t))", "Vaswani et al., 2017")]
public sealed record InverseSquareRootSchedule : ScheduleOptions
{
    public InverseSquareRootSchedule() => WarmupSteps = 4000;

    /// <summary>The height at the end of warm-up.</summary>
    public double LearningRate { get; init; } = 5e-4;

    public override double At(long step, in ScheduleContext context)
    {
        double warmup = Math.Max(1, WarmupSteps);
        return LearningRate * Math.Min(step / warmup, Math.Sqrt(warmup / step));
    }

    public override void Validate(in ScheduleContext context)
    {
        base.Validate(context);
        RequirePositive(LearningRate);
    }
}
