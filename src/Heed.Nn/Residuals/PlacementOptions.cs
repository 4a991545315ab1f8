using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;

namespace Heed.Nn.Residuals;

/// <summary>Where the norms of a stack stand; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.placement", "where the norms stand")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(PostNormPlacement), "post")]
[JsonDerivedType(typeof(PreNormPlacement), "pre")]
[JsonDerivedType(typeof(SandwichPlacement), "sandwich")]
public abstract record PlacementOptions
{
    /// <summary>Declares the norms and residual sums of a stack and wires them.</summary>
    public abstract StackWiring Wire(StackParts parts);
}
