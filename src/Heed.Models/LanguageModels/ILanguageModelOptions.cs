using System.Text.Json.Serialization;
using Heed.Models.Gpt;

namespace Heed.Models.LanguageModels;

/// <summary>The models that go on with a text; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(GptOptions), "gpt")]
public interface ILanguageModelOptions : IModelOptions<LanguageModel>
{
    /// <summary>V: how many pieces the vocabulary has.</summary>
    int Vocabulary { get; }

    /// <summary>How many tokens the model looks back over, itself included.</summary>
    int MaximumLength { get; }

    /// <summary>The same model for a vocabulary of another size.</summary>
    ILanguageModelOptions WithVocabulary(int size);
}
