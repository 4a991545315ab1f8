using System.Text.Json.Serialization;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Nn.FeedForward;

/// <summary>The position-wise network of a block; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.feed_forward", "what works on each row by itself")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ReluFeedForward), "relu")]
[JsonDerivedType(typeof(GeluFeedForward), "gelu")]
[JsonDerivedType(typeof(GeluTanhFeedForward), "gelu_tanh")]
[JsonDerivedType(typeof(SiluFeedForward), "silu")]
[JsonDerivedType(typeof(SwiGluFeedForward), "swiglu")]
[JsonDerivedType(typeof(GeGluFeedForward), "geglu")]
public abstract record FeedForwardOptions
{
    /// <summary>Width of the hidden layer.</summary>
    public int Width { get; init; } = 2048;

    /// <summary>Dropout on the hidden layer; the paper has none there, most toolkits do.</summary>
    public float Dropout { get; init; }

    /// <summary>Declares the network's parameters under <paramref name="name"/>; a gated kind has no biases whatever <paramref name="hasBias"/> says.</summary>
    public abstract IFeedForward Build(ParameterStore store, string name, int width, bool hasBias);
}
