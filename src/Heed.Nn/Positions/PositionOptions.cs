using System.Text.Json.Serialization;
using Heed.Nn.Attention;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.Positions;

/// <summary>How a model learns where a token stands; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.position", "where a token stands")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(SinusoidalPosition), "sinusoidal")]
[JsonDerivedType(typeof(LearnedPosition), "learned")]
[JsonDerivedType(typeof(RotaryPosition), "rotary")]
[JsonDerivedType(typeof(AlibiPosition), "alibi")]
[JsonDerivedType(typeof(BucketedPosition), "bucketed")]
[JsonDerivedType(typeof(ShawPosition), "shaw")]
[JsonDerivedType(typeof(TransformerXlPosition), "transformer_xl")]
[JsonDerivedType(typeof(NoPosition), "none")]
public abstract record PositionOptions
{
    /// <summary>Whether positions end at the model's maximum length.</summary>
    [JsonIgnore]
    public virtual bool IsLimited => false;

    /// <summary>What is wrong with the options in an attention of these parts, in a few words; null if nothing.</summary>
    public virtual string? FindFault(AttentionParts parts) => null;

    /// <summary>What is added to the embeddings, declared under <paramref name="name"/>; null where this kind adds nothing there.</summary>
    public abstract IPositionTable? BuildTable(ParameterStore store, string name, int width, int maximumLength);

    /// <summary>What a stack's self-attention does with positions, declared under <paramref name="name"/>.</summary>
    /// <param name="store">Where parameters are declared.</param>
    /// <param name="name">The stack's path.</param>
    /// <param name="heads">The heads of its layers.</param>
    /// <param name="width">D.</param>
    /// <param name="seesFuture">Whether a position sees those behind it.</param>
    public virtual AttentionPosition BuildForAttention(ParameterStore store, string name, HeadOptions heads, int width, bool seesFuture) => AttentionPosition.None;

    /// <summary>The fault of a kind that changes queries or keys where the score is not their product.</summary>
    protected static string? NeedsProduct(AttentionParts parts, string kind) =>
        parts.Score.IsProduct ? null : $"{kind} works on the product of queries and keys, which additive scores do not take; take another kind, or another score";
}
