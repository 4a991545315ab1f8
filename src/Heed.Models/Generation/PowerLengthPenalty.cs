using Heed.Nn.Catalogue;

namespace Heed.Models.Generation;

/// <summary>length^α: with α = 1, the mean log-probability of a token.</summary>
[Variant("log p / length^α", "")]
public sealed record PowerLengthPenalty : LengthPenalty
{
    public override float Divisor(int length) => MathF.Pow(length, Alpha);
}
