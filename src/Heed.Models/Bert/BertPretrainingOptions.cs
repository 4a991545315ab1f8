using System.Text.Json.Serialization;
using Heed.Models.MaskedLanguage;

namespace Heed.Models.Bert;

/// <summary>BERT as it is pre-trained: with its two heads.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BertPretrainingOptions : BertOptions, IMaskedLanguageOptions
{
    public IMaskedLanguageOptions WithVocabulary(int size) => this with { Vocabulary = size };

    MaskedLanguageModel IModelOptions<MaskedLanguageModel>.Build(bool forTraining) => new BertPretrainingModel(this, forTraining);
}
