using Heed.Nn.Catalogue;

namespace Heed.Nn.Positions.Scaling;

/// <summary>
/// θ = (base · factor^(K/(K − 2)))^(−2i/K): the slowest pair is interpolated by the factor, the fastest not at all, so that neighbours stay apart
/// (bloc97, 2023; Peng et al., 2023, §3.1).
/// </summary>
[Variant("(base · factor^(K/(K − 2)))^(−2i/K)", "bloc97, 2023; Peng et al., 2023")]
public sealed record NtkScaling : RotaryScaling
{
    /// <summary>How many times longer the texts are.</summary>
    public double Factor { get; init; } = 2;

    public override double Angle(int pair, int headWidth, double longest) =>
        Unscaled(pair, headWidth, headWidth > 2 ? longest * Math.Pow(Factor, headWidth / (headWidth - 2.0)) : longest);

    public override string? FindFault() => Factor > 0 ? null : $"a factor of {Factor} cannot stretch positions; take a number above 0";
}
