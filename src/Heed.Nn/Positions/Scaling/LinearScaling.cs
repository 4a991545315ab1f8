using Heed.Nn.Catalogue;

namespace Heed.Nn.Positions.Scaling;

/// <summary>θ = base^(−2i/K) / factor: positions are interpolated between those of training (Chen et al., 2023).</summary>
[Variant("base^(−2i/K) / factor", "Chen et al., 2023")]
public sealed record LinearScaling : RotaryScaling
{
    /// <summary>How many times longer the texts are.</summary>
    public double Factor { get; init; } = 2;

    public override double Angle(int pair, int headWidth, double longest) => Unscaled(pair, headWidth, longest) / Factor;

    public override string? FindFault() => Factor > 0 ? null : $"a factor of {Factor} cannot stretch positions; take a number above 0";
}
