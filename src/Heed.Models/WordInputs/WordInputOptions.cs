using System.Text.Json.Serialization;
using Heed.Models.Elmo;
using Heed.Nn.Catalogue;
using Heed.Tensors;

namespace Heed.Models.WordInputs;

/// <summary>How the pieces of a text become the rows that a classifier reads; selected by <c>kind</c> in a configuration.</summary>
[Seam("model.embeddings", "how pieces become the rows that a classifier reads")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(LearnedInputOptions), "learned")]
[JsonDerivedType(typeof(ElmoInputOptions), "elmo")]
public abstract record WordInputOptions
{
    /// <summary>D: the width of what is learnt for each piece.</summary>
    public int Width { get; init; } = 128;

    /// <summary>What is wrong with the options, in a few words; null if nothing.</summary>
    public virtual string? FindFault() => Width < 1 ? $"width is {Width}, but must be at least 1" : null;

    /// <summary>Declares what is needed for a vocabulary of so many pieces.</summary>
    public abstract WordInput Build(ParameterStore store, int vocabulary);
}
