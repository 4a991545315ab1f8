using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Models.Unigram;

namespace Heed.Text.Tests.Tokenization.Unigrams;

public sealed class UnigramModelTests
{
    private static readonly (string Piece, double Score)[] Pieces =
    [
        ("<unk>", 0), ("a", -3.1), ("b", -3.7), ("c", -4.3), ("ab", -4.9), ("bc", -5.2), ("abc", -7.7), ("ca", -6.1), ("aa", -5.9), ("▁", -2.2), ("▁a", -4.4), ("▁▁", -3.9),
    ];

    private static readonly UnigramModel Model = new(Pieces, new UnigramOptions { UnknownId = 0 });
    private static readonly Gen<string> Words = Gen.OneOf('a', 'b', 'c', '▁', 'x').Array[0, 14].Select(word => new string(word));

    [Fact]
    public void TheBestOfAllSegmentationsIsFound() => Words.Sample(word =>
    {
        var tokens = new List<Token>();
        Model.Encode(word, tokens);
        IEnumerable<string> found = tokens.SelectMany(token => token.Id == 0 ? Enumerable.Repeat("x", token.End - token.Start) : [Model.Vocabulary[token.Id]]);
        Assert.Equal(All(word).Max(Score), Score(found), 1e-4);
    });

    [Fact]
    public void PiecesCoverTheWord() => Words.Sample(word =>
    {
        var tokens = new List<Token>();
        Model.Encode(word, tokens);
        Assert.Equal(word, string.Concat(tokens.Select(token => word[token.Start..token.End])));
        Assert.All(tokens, token => Assert.Contains(Model.Vocabulary[token.Id], (string[])["<unk>", word[token.Start..token.End]]));
    });

    /// <summary>Drawn segmentations are as frequent as p(x)^θ says, for two θ.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    public void SegmentationsAreDrawnByTheirProbability(double rate)
    {
        const string Word = "abcab";
        const int Draws = 200_000;
        string[][] all = [.. All(Word)];
        double sum = all.Sum(path => Math.Exp(rate * Score(path)));
        var random = new SplitMix64(3);
        var counts = new Dictionary<string, int>();
        var tokens = new List<Token>();
        for (int i = 0; i < Draws; i++)
        {
            tokens.Clear();
            Model.Sample(Word, rate, ref random, tokens);
            string key = string.Join(' ', tokens.Select(token => Model.Vocabulary[token.Id]));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        foreach (string[] path in all)
        {
            double expected = Math.Exp(rate * Score(path)) / sum;
            double deviation = Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.InRange(counts.GetValueOrDefault(string.Join(' ', path)) / (double)Draws, expected - (5 * deviation), expected + (5 * deviation));
        }
    }

    [Fact]
    public void UnknownCharactersShareOnePieceOrAreSpelledOrDropped()
    {
        Assert.Equal(["<unk>", "a", "<unk>"], Encode(Model, "xyaz"));
        Assert.Equal(["a"], Encode(new UnigramModel(Pieces, new UnigramOptions()), "xya"));
        (string, double)[] bytes = [.. Pieces, .. Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0.0))];
        var spelling = new UnigramModel(bytes, new UnigramOptions { UnknownId = 0, ByteFallback = true });
        Assert.Equal(["a", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "<0x78>"], Encode(spelling, "a😀x"));
    }

    [Fact]
    public void SpecialTokensInTheTextAreText()
    {
        (string, double)[] pieces = [.. Pieces, ("</s>", 0), ("<", -9), ("/", -9), ("s", -9), (">", -9)];
        var tokenizer = new Tokenizer(new TokenizerParts { Model = new UnigramModel(pieces, new UnigramOptions { UnknownId = 0 }) }, ["<unk>", "</s>"]);
        Assert.Equal(["<", "/", "s", ">", "a"], tokenizer.Encode("</s>a").Select(tokenizer.Piece));
    }

    /// <summary>The sum over a long text must not lose the precision that tells its last words apart.</summary>
    [Fact]
    public void TheEndOfALongTextIsCutLikeItsBeginning()
    {
        const string Text = "▁abcab▁bca";
        List<string> once = Encode(Model, Text);
        Assert.Equal(once, Encode(Model, string.Concat(Enumerable.Repeat(Text, 50_000))).TakeLast(once.Count));
    }

    [Theory]
    [InlineData("[[\"a\", -1.0]]", "null", true)]
    [InlineData("[[\"a\", -1.0], [\"a\", -2.0]]", "null", false)]
    [InlineData("[[\"a\", \"x\"]]", "null", false)]
    [InlineData("[\"a\"]", "null", false)]
    [InlineData("[[\"a\", 1e999]]", "null", false)]
    [InlineData("[[\"a\", -1.0]]", "7", false)]
    public void AFileThatIsNotConsistentIsAnError(string vocabulary, string unknown, bool isGood)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, $$"""
            {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null, "pre_tokenizer": null,
             "post_processor": null, "decoder": null, "model": {"type": "Unigram", "unk_id": {{unknown}}, "vocab": {{vocabulary}}, "byte_fallback": false} }
            """);
        try
        {
            Assert.Equal([0], Tokenizer.Load(path).Encode("a"));
            Assert.True(isGood);
        }
        catch (UserException exception)
        {
            Assert.False(isGood, exception.Message);
            Assert.Contains("model", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<string> Encode(UnigramModel model, string word)
    {
        var tokens = new List<Token>();
        model.Encode(word, tokens);
        return [.. tokens.Select(token => model.Vocabulary[token.Id])];
    }

    private static double Score(IEnumerable<string> path) => path.Sum(piece => piece == "x"
        ? Pieces.Min(known => known.Score) - 10 : Pieces.First(known => known.Piece == piece).Score);

    /// <summary>All ways to cut a word; a run of unknown characters is one piece there as well.</summary>
    private static IEnumerable<string[]> All(string word)
    {
        if (word.Length == 0)
        {
            yield return [];
        }

        for (int length = 1; length <= word.Length; length++)
        {
            string first = word[..length];
            if (first == "x" || Pieces.Any(piece => piece.Piece == first))
            {
                foreach (string[] rest in All(word[length..]))
                {
                    yield return [first, .. rest];
                }
            }
        }
    }
}
