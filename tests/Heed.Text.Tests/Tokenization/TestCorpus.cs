using System.Text;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.Training;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tests.Tokenization;

/// <summary>A small text in three languages, and a tokenizer trained on it.</summary>
internal static class TestCorpus
{
    public static readonly string[] Lines =
    [
        "The lower the newest, the wider the widest (or so they say).",
        "She doesn't sell low-cost sea shells; he sold 120 of them in 2024!",
        "Die Männer tragen blaue T-Shirts, und die größte Straße heißt »Weg«.",
        "Ein Mann schläft in einem grünen Raum auf einem Sofa.",
        "我在波士顿工作，他在家里学习。",
        "他说：“我不知道你在家。”",
    ];

    /// <summary>Merges whatever there is, so that so short a text gives pieces of some length.</summary>
    public static BytePairTraining Training { get; } = new() { VocabularySize = 450, MinimumPairCount = 1, MinimumCharacterCount = 1 };

    public static Tokenizer Tokenizer { get; } = Training.Train(Lines);

    /// <summary>What decoding gives back: composed characters, one space for any white space, none at the ends, U+FFFD for lone surrogates.</summary>
    public static string Expected(string text)
    {
        var built = new StringBuilder();
        foreach (Rune character in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(character))
            {
                built.Append(character.ToString());
            }
            else if (built is { Length: > 0 } && built[^1] != ' ')
            {
                built.Append(' ');
            }
        }

        var composed = new MappedText(built.ToString().TrimEnd(), tracked: false);
        new UnicodeNormalizer(UnicodeForm.Nfc).Apply(composed);
        return composed.Value;
    }
}
