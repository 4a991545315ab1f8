using Heed.Nn.Catalogue;

namespace Heed.Nn.Positions.Scaling;

/// <summary>
/// θ = (1 − s) · u / factor + s · u with u = base^(−2i/K) and s = clip((r − low) / (high − low), 0, 1), where r = length · u / 2π says how often the pair turns within the
/// length of training: pairs that turn often stay as they are, slow ones are interpolated (Grattafiori et al., 2024; by parts as in Peng et al., 2023, §3.2).
/// </summary>
[Variant("(1 − s)·u / factor + s·u, u = base^(−2i/K), s = clip((length·u/2π − low) / (high − low), 0, 1)", "Grattafiori et al., 2024; Peng et al., 2023")]
public sealed record Llama3Scaling : RotaryScaling
{
    /// <summary>How many times longer the texts are.</summary>
    public double Factor { get; init; } = 8;

    /// <summary>Pairs that turn less often than this are interpolated whole.</summary>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Pairs that turn more often than this are not interpolated.</summary>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>The length of the texts of training.</summary>
    public int OriginalLength { get; init; } = 8192;

    public override double Angle(int pair, int headWidth, double longest)
    {
        double angle = Unscaled(pair, headWidth, longest);
        double turns = OriginalLength * angle / (2 * Math.PI);
        double kept = Math.Clamp((turns - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor), 0, 1);
        return ((1 - kept) * angle / Factor) + (kept * angle);
    }

    public override string? FindFault() => Factor > 0 && HighFrequencyFactor > LowFrequencyFactor && OriginalLength > 0
        ? null
        : $"a factor of {Factor} between the frequency factors {LowFrequencyFactor} and {HighFrequencyFactor} for texts of {OriginalLength} cannot stretch positions";
}
