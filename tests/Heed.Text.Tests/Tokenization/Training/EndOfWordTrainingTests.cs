using Heed.Text.Corpora;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization.Training;

public sealed class EndOfWordTrainingTests
{
    private static readonly EndOfWordTraining Small = new() { VocabularySize = 300, MinimumCharacterCount = 1 };

    /// <summary>subword-nmt's own test: its corpus, its 1,000 merges, and its corpus after them.</summary>
    [Fact]
    [Trait("Needs", "shared")]
    public void MergesAndPiecesAreThoseOfSubwordNmt()
    {
        string folder = SharedData.PathOf("data/tokenizers/subword_nmt_bpe");
        string corpus = Path.Combine(folder, "corpus.en");
        string[] expected = [.. TextLines.Read(Path.Combine(folder, "bpe.ref")).Skip(1)];
        Tokenizer tokenizer = new EndOfWordTraining { VocabularySize = 5000, MinimumCharacterCount = 1, MaximumMerges = 1000 }.TrainFiles([corpus]);
        Assert.Equal(1000, expected.Length);
        Assert.Equal(expected, ((BytePairModel)tokenizer.Parts.Model).Merges.Select(merge => $"{merge.Left} {merge.Right}"));
        foreach ((string line, string pieces) in TextLines.Read(corpus).Zip(TextLines.Read(Path.Combine(folder, "corpus.bpe.ref.en"))))
        {
            Assert.Equal(pieces, string.Join(' ', tokenizer.Encode(line).Select(id => AsSubwordNmt(tokenizer.Piece(id)))));
        }
    }

    [Fact]
    public void TheNotesExampleEndsWordsInTheirLastCharacter()
    {
        string[] lines = [.. Enumerable.Repeat("low", 5), .. Enumerable.Repeat("lower", 2), .. Enumerable.Repeat("newest", 6), .. Enumerable.Repeat("widest", 3)];
        Tokenizer tokenizer = (Small with { MaximumMerges = 4 }).Train(lines);
        Assert.Equal([("s", "t</w>"), ("e", "st</w>"), ("l", "o"), ("w", "est</w>")], ((BytePairModel)tokenizer.Parts.Model).Merges);
        Assert.Equal(["lo", "west</w>"], tokenizer.Encode("lowest").Select(tokenizer.Piece));
    }

    [Fact]
    public void TextComesBack()
    {
        Tokenizer tokenizer = Small.Train(TestCorpus.Lines);
        Assert.All(TestCorpus.Lines, line => Assert.Equal(line, tokenizer.Decode(tokenizer.Encode(line))));
        Assert.Equal("The lower", tokenizer.Decode(tokenizer.Encode("  The \t lower ")));
    }

    [Fact]
    public void ACharacterNeverSeenInItsPlaceIsUnknown()
    {
        Tokenizer tokenizer = Small.Train(["ab ab"]);
        Assert.Equal("ab</w>", Assert.Single(tokenizer.Encode("ab").Select(tokenizer.Piece)));
        Assert.Equal("<unk>", Assert.Single(tokenizer.Encode("ba").Select(tokenizer.Piece)));
    }

    private static string AsSubwordNmt(string piece) => piece.EndsWith("</w>", StringComparison.Ordinal) ? piece[..^4] : piece + "@@";
}
