using Heed.Nn.Catalogue;

namespace Heed.Training.Schedules;

/// <summary>A straight rise, then always the same.</summary>
[Variant("peak · min(1, t / warmup)", "")]
public sealed record ConstantSchedule : ScheduleOptions
{
    /// <summary>The height after warm-up.</summary>
    public double LearningRate { get; init; } = 5e-4;

    public override double At(long step, in ScheduleContext context) => LearningRate * Warmup(step);

    public override void Validate(in ScheduleContext context)
    {
        base.Validate(context);
        RequirePositive(LearningRate);
    }
}
