using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Normalization;

/// <summary>The kind of normalisation; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.norm", "how rows are brought to a common scale")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(LayerNormOptions), "layer_norm")]
[JsonDerivedType(typeof(RmsNormOptions), "rms_norm")]
[JsonDerivedType(typeof(BatchNormOptions), "batch_norm")]
[JsonDerivedType(typeof(NoNormOptions), "none")]
public abstract record NormOptions
{
    /// <summary>Declares the norm's parameters under <paramref name="name"/>.</summary>
    public abstract Norm Build(ParameterStore store, string name, int width);
}
