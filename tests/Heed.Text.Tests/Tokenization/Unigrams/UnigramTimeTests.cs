using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization.Unigrams;

[Collection(nameof(TimeTests))]
public sealed class UnigramTimeTests
{
    private static readonly Tokenizer Unigram = new UnigramTraining { VocabularySize = 350, MinimumCharacterCount = 1 }.Train(TestCorpus.Lines);
    private static readonly Lazy<Tokenizer> Llama = new(() => Tokenizer.Load(SharedData.PathOf("data/tokenizers/llama2/tokenizer.model.gz")));

    public static TheoryData<string> Units { get; } = ["a", "\u0301", "\u0301\u0323", "👩‍👩‍👧", "▁", "▁ ", "我", "  \t"];

    [Theory]
    [MemberData(nameof(Units))]
    public void TimeGrowsWithTheLength(string unit) => TimeTests.AssertLinear(Unigram, unit);

    [Theory]
    [Trait("Needs", "shared")]
    [MemberData(nameof(Units))]
    public void TimeOfSentencePieceModelsGrowsWithTheLength(string unit) => TimeTests.AssertLinear(Llama.Value, unit);
}
