using Heed.Nn.Catalogue;

namespace Heed.Training.Schedules;

/// <summary>A straight rise, then a straight fall: floor + (peak − floor) · (1 − progress).</summary>
[Variant("floor + (peak − floor) · (1 − progress), after a straight rise", "")]
public sealed record LinearSchedule : DecaySchedule
{
    private protected override double Remaining(double progress) => 1 - progress;
}
