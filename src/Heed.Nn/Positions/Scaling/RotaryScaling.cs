using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Positions.Scaling;

/// <summary>How rotary positions are stretched over longer texts than a model was trained on; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.position.scaling", "how rotary positions are stretched over longer texts: the angle θ of pair i from one position to the next")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(NoScaling), "none")]
[JsonDerivedType(typeof(LinearScaling), "linear")]
[JsonDerivedType(typeof(NtkScaling), "ntk")]
[JsonDerivedType(typeof(Llama3Scaling), "llama3")]
public abstract record RotaryScaling
{
    /// <summary>θ of pair <paramref name="pair"/> of K = <paramref name="headWidth"/>, without scaling base^(−2i/K).</summary>
    public abstract double Angle(int pair, int headWidth, double longest);

    /// <summary>What is wrong with the options, in a few words; null if nothing.</summary>
    public virtual string? FindFault() => null;

    /// <summary>base^(−2i/K).</summary>
    protected static double Unscaled(int pair, int headWidth, double longest) => Math.Pow(longest, -2.0 * pair / headWidth);
}
