using Heed.Models.Transformer;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Residuals;
using Heed.Text.Batching;
using Heed.Text.Metrics;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;
using Heed.Training.Translation;

namespace Heed.Training.Tests.Translation;

/// <summary>A made-up language pair that a small model learns in seconds: each word is renamed and the order reversed.</summary>
internal static class ReversalCorpus
{
    public const int TrainingPairs = 2000;
    private const int ValidationPairs = 50;
    private const string Letters = "abcdefgh";

    private static readonly string[] Sources = [.. Enumerable.Range(0, TrainingPairs + ValidationPairs).Select(Sentence)];
    private static readonly string[] Targets = [.. Sources.Select(Translate)];

    public static Tokenizer Tokenizer { get; } =
        new BytePairTraining { VocabularySize = 40, MinimumCharacterCount = 1, ByteFallback = false }.Train(Sources.Concat(Targets));

    public static TransformerOptions Model => new()
    {
        Vocabulary = Tokenizer.VocabularySize,
        Width = 32,
        EncoderLayers = 1,
        DecoderLayers = 1,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new ReluFeedForward { Width = 64 },
        Placement = new PreNormPlacement(),
        Dropout = 0.05f,
        MaximumLength = 32,
    };

    public static TranslationData Data(int pairs = TrainingPairs) => new()
    {
        Training = Pairs(0, pairs),
        Validation = Pairs(TrainingPairs, ValidationPairs),
        Frame = SequenceFrame.Of(Tokenizer.Specials),
        References = new BleuReferences(Targets[TrainingPairs..], Tokenizer, new BleuOptions { Tokenizer = "none" }),
    };

    private static string Sentence(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, random.Next(3, 7)).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    private static string Translate(string source) => new([.. source.Reverse().Select(letter => letter == ' ' ? ' ' : char.ToUpperInvariant(letter))]);

    private static TokenizedPairs Pairs(int first, int count)
    {
        var pairs = new TokenizedPairs();
        for (int index = first; index < first + count; index++)
        {
            pairs.Add(Tokenizer.Encode(Sources[index]), Tokenizer.Encode(Targets[index]));
        }

        return pairs;
    }
}
