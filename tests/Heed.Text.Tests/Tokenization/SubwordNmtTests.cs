using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

[Trait("Needs", "shared")]
public sealed class SubwordNmtTests
{
    [Fact]
    public void ApplyingTheCodesGivesSubwordNmtsLines()
    {
        Tokenizer tokenizer = References.Load("subword_nmt_bpe/bpe.ref");
        string[] lines = [.. TextLines.Read(SharedData.PathOf(References.Folder + "subword_nmt_bpe/corpus.en"))];
        string[] expected = [.. TextLines.Read(SharedData.PathOf(References.Folder + "subword_nmt_bpe/corpus.bpe.ref.en"))];
        Assert.Equal(expected, new TokenLines(tokenizer) { Joiner = "@@" }.Encode([.. lines]));
    }

    /// <summary>joeynmt's toy vocabulary: the 200 most frequent pieces of its training text, most frequent first, as the lines write them.</summary>
    [Fact]
    public void TheFrequentPiecesOfJoeynmtsToyAreThoseOfItsVocabulary()
    {
        Tokenizer tokenizer = References.Load("joeynmt_toy/bpe200.codes");
        string[] vocabulary = [.. TextLines.Read(SharedData.PathOf(References.Folder + "joeynmt_toy/bpe200.txt"))];
        IEnumerable<string> lines = new[] { "train.de", "train.en" }
            .SelectMany(name => TextLines.Read(SharedData.PathOf(References.Folder + "joeynmt_toy/" + name)));
        Dictionary<string, int> counts = new TokenLines(tokenizer) { Joiner = "@@" }.Encode([.. lines]).SelectMany(line => line.Split(' '))
            .CountBy(piece => piece).ToDictionary();
        Assert.Equal(vocabulary.Select(piece => counts[piece]), counts.Values.OrderDescending().Take(200));
    }
}
