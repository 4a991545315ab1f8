using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>How a sub-layer's result is taken into the stream; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.residual", "what goes past a sub-layer")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AddResidual), "add")]
[JsonDerivedType(typeof(ReZeroResidual), "rezero")]
[JsonDerivedType(typeof(NoResidual), "none")]
public abstract record ResidualOptions
{
    /// <summary>Declares what it learns under <paramref name="name"/>.</summary>
    public abstract Residual Build(ParameterStore store, string name);
}
