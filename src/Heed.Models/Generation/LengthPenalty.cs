using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Models.Generation;

/// <summary>What a finished hypothesis' log-probability is divided by, so that long translations are not punished for their length.</summary>
[Seam("--length-penalty", "what a finished translation's log-probability is divided by")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(PowerLengthPenalty), "power")]
[JsonDerivedType(typeof(GnmtLengthPenalty), "gnmt")]
public abstract record LengthPenalty
{
    /// <summary>α: 0 leaves log-probabilities as they are, 1 is the strongest in common use.</summary>
    public float Alpha { get; init; } = 1;

    /// <summary>The divisor for a hypothesis of <paramref name="length"/> tokens, its end token included.</summary>
    public abstract float Divisor(int length);
}
