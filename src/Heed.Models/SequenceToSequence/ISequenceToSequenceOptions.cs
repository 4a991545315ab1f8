using System.Text.Json.Serialization;
using Heed.Models.Recurrent;
using Heed.Models.Transformer;

namespace Heed.Models.SequenceToSequence;

/// <summary>The models that read a sequence and write another; selected by <c>kind</c> in a configuration.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TransformerOptions), "transformer")]
[JsonDerivedType(typeof(RecurrentOptions), "recurrent")]
public interface ISequenceToSequenceOptions : IModelOptions<SequenceToSequenceModel>
{
    /// <summary>V: how many pieces the joint vocabulary has.</summary>
    int Vocabulary { get; }

    /// <summary>The longest sequence the model is meant for, in tokens.</summary>
    int MaximumLength { get; }

    /// <summary>How many pieces the source has where its vocabulary is another one; null: the same.</summary>
    int? SourceVocabulary => null;

    /// <summary>
    /// The token that stands before a translation and never in one, for models whose tokenizer has no <c>&lt;s&gt;</c> for it: Marian and T5 begin with their
    /// padding. Null: the tokenizer's.
    /// </summary>
    int? StartToken => null;

    /// <summary>Whether a source ends with the end token.</summary>
    bool EndSource => true;

    /// <summary>The most tokens that the model can write, its end token included.</summary>
    int LongestTarget => int.MaxValue;

    /// <summary>Code of the language that is read, like <c>en</c>; null where the model does not say.</summary>
    string? SourceLanguage { get; }

    /// <summary>Code of the language that is written, like <c>de</c>; null where the model does not say.</summary>
    string? TargetLanguage { get; }

    /// <summary>The same model for a vocabulary of another size.</summary>
    ISequenceToSequenceOptions WithVocabulary(int size);

    /// <summary>The same model, known to translate from <paramref name="source"/> into <paramref name="target"/>.</summary>
    ISequenceToSequenceOptions WithLanguages(string source, string target);
}
