using Heed.Nn.Catalogue;

namespace Heed.Models.Generation;

/// <summary>((5 + length) / 6)^α (Wu et al., 2016, equation 14).</summary>
[Variant("log p / ((5 + length) / 6)^α", "Wu et al., 2016")]
public sealed record GnmtLengthPenalty : LengthPenalty
{
    public override float Divisor(int length) => MathF.Pow((5 + length) / 6f, Alpha);
}
