using Heed.Text;

namespace Heed.Training.Schedules;

/// <summary>Schedules that fall from a peak to a floor and have to know when: cosine and linear.</summary>
public abstract record DecaySchedule : ScheduleOptions
{
    /// <summary>The height at the end of warm-up.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>The height at the end, and from then on.</summary>
    public double FinalLearningRate { get; init; }

    /// <summary>The step at which the end is reached, warm-up included; <c>training.max_steps</c> if not given.</summary>
    public long? DecaySteps { get; init; }

    public sealed override double At(long step, in ScheduleContext context)
    {
        if (step < WarmupSteps)
        {
            return LearningRate * Warmup(step);
        }

        long end = DecaySteps ?? context.MaxSteps ?? step;
        double progress = step >= end ? 1 : (double)(step - WarmupSteps) / (end - WarmupSteps);
        return FinalLearningRate + ((LearningRate - FinalLearningRate) * Remaining(progress));
    }

    public sealed override void Validate(in ScheduleContext context)
    {
        base.Validate(context);
        RequirePositive(LearningRate);
        long end = DecaySteps ?? context.MaxSteps ??
            throw new UserException("training.schedule: a cosine or linear schedule must know where it ends; give training.max_steps or training.schedule.decay_steps.");
        if (end <= WarmupSteps || FinalLearningRate < 0)
        {
            throw new UserException($"training.schedule: the decay ends at step {end} and warm-up at {WarmupSteps}; it must end later, at a learning rate of 0 or more.");
        }
    }

    /// <summary>How much of the way down is left, 1 … 0, when <paramref name="progress"/> of the time is over.</summary>
    private protected abstract double Remaining(double progress);
}
