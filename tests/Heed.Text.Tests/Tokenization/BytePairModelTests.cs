using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization;

public sealed class BytePairModelTests
{
    private static readonly BytePairModel Model = Train();

    [Fact]
    public void PiecesAreThoseOfThePlainAlgorithm() => Gen.Char['a', 'c'].Array[0, 40].Select(word => new string(word)).Sample(
        word => Assert.Equal(PlainBytePair.Encode(word, Model.Merges), Pieces(Model, word)));

    [Fact]
    public void EveryThreadGetsTheSamePieces()
    {
        string[] words = [.. Enumerable.Range(0, 2000).Select(number => $"w{number % 700}")];
        int[][] expected = [.. words.Select(word => TestCorpus.Tokenizer.Encode(word))];
        Tokenizer fresh = TestCorpus.Training.Train(TestCorpus.Lines);
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < words.Length; i++)
            {
                Assert.Equal(expected[i], fresh.Encode(words[i]));
            }
        });
    }

    [Fact]
    public void DropoutIsDecidedByTheSeed()
    {
        string line = TestCorpus.Lines[3];
        int[] Encode(ulong seed, double rate = 0.3) => TestCorpus.Tokenizer.Encode(line, new SubwordRegularization(rate, seed));
        Assert.Equal(Encode(7), Encode(7));
        Assert.NotEqual(Encode(7), Encode(8));
        Assert.Equal(TestCorpus.Tokenizer.Encode(line), Encode(7, rate: 0));
        Assert.All(Encode(7, rate: 1), id => Assert.Single(TestCorpus.Tokenizer.Piece(id)));
    }

    [Fact]
    public void DropoutPassesOverMergesAtItsRate()
    {
        var model = new BytePairModel(new Vocabulary(["a", "b", "ab"]), [("a", "b")], new BytePairOptions());
        var random = new SplitMix64(5);
        var pieces = new List<Token>();
        int kept = 0;
        for (int i = 0; i < 10_000; i++)
        {
            pieces.Clear();
            model.Sample("ab", 0.1, ref random, pieces);
            kept += pieces.Count == 1 ? 1 : 0;
        }

        Assert.InRange(kept, 8900, 9100);
    }

    [Fact]
    public void EndOfWordSuffixMarksTheLastCharacter()
    {
        var vocabulary = new Vocabulary(["l", "o", "w", "w</w>", "e", "r</w>", "lo", "low</w>", "lowe", "low"]);
        var model = new BytePairModel(vocabulary, [("l", "o"), ("lo", "w</w>"), ("lo", "w"), ("low", "e")], new BytePairOptions { EndOfWordSuffix = "</w>" });
        Assert.Equal(["low</w>"], Pieces(model, "low"));
        Assert.Equal(["lowe", "r</w>"], Pieces(model, "lower"));
    }

    [Fact]
    public void UnknownCharactersShareOnePieceWhereAsked()
    {
        var vocabulary = new Vocabulary(["<unk>", "a"]);
        Assert.Equal(["<unk>", "<unk>", "a"], Pieces(new BytePairModel(vocabulary, [], new BytePairOptions { UnknownPiece = "<unk>" }), "xya"));
        Assert.Equal(["<unk>", "a"], Pieces(new BytePairModel(vocabulary, [], new BytePairOptions { UnknownPiece = "<unk>", FuseUnknown = true }), "xya"));
        Assert.Equal(["a"], Pieces(new BytePairModel(vocabulary, [], new BytePairOptions()), "xya"));
    }

    [Fact]
    public void AWholePieceNeedsNoMergesWhereTheyAreIgnored()
    {
        var vocabulary = new Vocabulary(["a", "b", "ab"]);
        Assert.Equal(["ab"], Pieces(new BytePairModel(vocabulary, [], new BytePairOptions { IgnoreMerges = true }), "ab"));
        Assert.Equal(["a", "b"], Pieces(new BytePairModel(vocabulary, [], new BytePairOptions()), "ab"));
    }

    private static BytePairModel Train()
    {
        var words = new WordCounts { Words = [("abcabcab", 9), ("aaaa", 7), ("bca", 5), ("ccb", 4), ("aabbcc", 3)] };
        var pieces = new PieceTable(["a", "b", "c"], reserved: 0);
        List<(string, string)> merges = new BytePairLearner(words, pieces).Learn(20, 2);
        return new BytePairModel(pieces.ToVocabulary(), merges, new BytePairOptions());
    }

    private static List<string> Pieces(BytePairModel model, string word)
    {
        var tokens = new List<Token>();
        model.Encode(word, tokens);
        return [.. tokens.Select(token => model.Vocabulary[token.Id])];
    }
}
