using System.Text.Json.Serialization;
using Heed.Models.Bert;

namespace Heed.Models.MaskedLanguage;

/// <summary>The models that guess what was hidden in a text; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BertPretrainingOptions), "bert")]
public interface IMaskedLanguageOptions : IModelOptions<MaskedLanguageModel>
{
    /// <summary>V: how many pieces the vocabulary has.</summary>
    int Vocabulary { get; }

    /// <summary>The longest input the model is meant for, in tokens with the special ones.</summary>
    int MaximumLength { get; }

    /// <summary>The same model for a vocabulary of another size.</summary>
    IMaskedLanguageOptions WithVocabulary(int size);
}
