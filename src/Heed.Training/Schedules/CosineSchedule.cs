using Heed.Nn.Catalogue;

namespace Heed.Training.Schedules;

/// <summary>A straight rise, then half a cosine down: floor + (peak − floor) · (1 + cos π·progress) / 2 (Loshchilov and Hutter, 2017).</summary>
[Variant("floor + (peak − floor) · (1 + cos π·progress) / 2, after a straight rise", "Loshchilov and Hutter, 2017")]
public sealed record CosineSchedule : DecaySchedule
{
    private protected override double Remaining(double progress) => (1 + Math.Cos(Math.PI * progress)) / 2;
}
