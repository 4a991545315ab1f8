using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Attention.Scores;

/// <summary>How a query and a key give the number that the softmax compares; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.score", "how a query and a key give a score")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ScaledDotProductScore), "scaled_dot_product")]
[JsonDerivedType(typeof(DotProductScore), "dot_product")]
[JsonDerivedType(typeof(AdditiveScore), "additive")]
public abstract record ScoreOptions
{
    /// <summary>Whether the score is a product of query and key, as the positions need that change one of the two.</summary>
    [JsonIgnore]
    public virtual bool IsProduct => true;

    /// <summary>What the initial weights of the query's projection are multiplied by.</summary>
    public virtual float QueryGain(int headWidth) => 1;

    /// <summary>The score of a layer with these parts; what it trains is declared under <paramref name="name"/>.</summary>
    public abstract AttentionOptions Build(ParameterStore store, string name, AttentionParts parts);
}
