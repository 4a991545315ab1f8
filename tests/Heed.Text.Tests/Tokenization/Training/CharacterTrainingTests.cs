using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization.Training;

public sealed class CharacterTrainingTests
{
    private static readonly Tokenizer Tokenizer = new CharacterTraining { MinimumCharacterCount = 1 }.Train(TestCorpus.Lines);

    [Fact]
    public void EveryCharacterIsAPiece()
    {
        Assert.Equal(["T", "h", "e", "▁", "我", "在", "。"], Tokenizer.Encode("The 我在。").Select(Tokenizer.Piece));
        Assert.Equal(
            SpecialTokens.Pieces.Count + string.Concat(TestCorpus.Lines).EnumerateRunes().Distinct().Count(), Tokenizer.VocabularySize);
    }

    [Fact]
    public void TextComesBack() => Assert.All(TestCorpus.Lines, line => Assert.Equal(line, Tokenizer.Decode(Tokenizer.Encode(line))));

    [Fact]
    public void EachCharacterNeverSeenIsOneUnknown() => Assert.Equal(["a", "<unk>", "<unk>"], Tokenizer.Encode("aЖ𠮷").Select(Tokenizer.Piece));

    [Fact]
    public void RareCharactersGetNoPiece()
    {
        Tokenizer tokenizer = new CharacterTraining { MinimumCharacterCount = 3 }.Train(["aaa bb", "c"]);
        Assert.Equal([.. SpecialTokens.Pieces, "a"], tokenizer.Vocabulary.Pieces);
    }
}
