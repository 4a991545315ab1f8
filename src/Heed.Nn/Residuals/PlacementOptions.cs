using System.Text.Json.Serialization;
using Heed.Nn.Normalization;

namespace Heed.Nn.Residuals;

/// <summary>Where the norms of a stack stand; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(PostNormPlacement), "post")]
[JsonDerivedType(typeof(PreNormPlacement), "pre")]
public abstract record PlacementOptions
{
    /// <summary>Whether the stack ends with a norm of its own.</summary>
    [JsonIgnore]
    public abstract bool HasFinalNorm { get; }

    /// <summary>Wires a stack whose sub-layers own <paramref name="norms"/>, one each.</summary>
    public abstract StackWiring Wire(IReadOnlyList<Norm> norms, Norm? finalNorm, float dropout);
}
