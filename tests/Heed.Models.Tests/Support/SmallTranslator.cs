using Heed.Models.Transformer;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Models.Tests.Support;

/// <summary>A small translator with random weights and a tokenizer of a few letters.</summary>
internal static class SmallTranslator
{
    public const string Sentence = "abc cab bac";

    public static Tokenizer Tokenizer { get; } =
        new BytePairTraining { VocabularySize = 40, ByteFallback = false, MinimumCharacterCount = 1 }.Train(["abc bca cab", "abcabc"]);

    /// <summary>With one part exchanged, or none; see <see cref="SmallModels.Options"/>.</summary>
    public static Translator Create(string? variant = null) => Create(SmallModels.Options(variant));

    public static Translator Create(TransformerOptions options) => new(SmallModels.Model(options with { Vocabulary = Tokenizer.VocabularySize }), Tokenizer);
}
