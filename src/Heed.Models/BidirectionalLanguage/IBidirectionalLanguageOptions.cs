using System.Text.Json.Serialization;
using Heed.Models.Elmo;

namespace Heed.Models.BidirectionalLanguage;

/// <summary>The models that guess each piece of a text from either side; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ElmoOptions), "elmo")]
public interface IBidirectionalLanguageOptions : IModelOptions<BidirectionalLanguageModel>
{
    /// <summary>V: how many pieces the vocabulary has.</summary>
    int Vocabulary { get; }

    /// <summary>The longest text that is trained on, in tokens with the special ones; longer ones are cut.</summary>
    int MaximumLength { get; }

    /// <summary>The same model for a vocabulary of another size.</summary>
    IBidirectionalLanguageOptions WithVocabulary(int size);
}
