using System.Text.Json.Serialization;
using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>How a model learns where a token stands; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(SinusoidalPosition), "sinusoidal")]
[JsonDerivedType(typeof(LearnedPosition), "learned")]
[JsonDerivedType(typeof(NoPosition), "none")]
public abstract record PositionOptions
{
    /// <summary>What is added to the embeddings, declared under <paramref name="name"/>; null where this kind adds nothing there.</summary>
    public abstract IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength);
}
