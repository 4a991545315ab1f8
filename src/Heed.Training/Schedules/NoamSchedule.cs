using Heed.Nn.Catalogue;
using Heed.Text;

namespace Heed.Training.Schedules;

/// <summary>
/// The paper's schedule: factor · D^−½ · min(step^−½, step · warmup^−1½), a straight rise and then a fall with the root of the step
/// (Vaswani et al., 2017, eq. 3).
/// </summary>
[Variant("factor · D^−½ · min(t^−½, t · warmup^−3/2)", "Vaswani et al., 2017")]
public sealed record NoamSchedule : ScheduleOptions
{
    public NoamSchedule() => WarmupSteps = 4000;

    /// <summary>Multiplies the whole curve.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>D in the formula; the model's width if not given.</summary>
    public int? Width { get; init; }

    public override double At(long step, in ScheduleContext context)
    {
        double rise = WarmupSteps == 0 ? double.PositiveInfinity : step * Math.Pow(WarmupSteps, -1.5);
        return Factor / Math.Sqrt(Width ?? context.Width) * Math.Min(1 / Math.Sqrt(step), rise);
    }

    public override void Validate(in ScheduleContext context)
    {
        base.Validate(context);
        if (!(Factor > 0) || Width <= 0)
        {
            throw new UserException("training.schedule: noam needs a factor and a width above 0.");
        }
    }
}
