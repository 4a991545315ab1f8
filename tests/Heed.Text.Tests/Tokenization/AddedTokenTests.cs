using Heed.Text.Tokenization;
using Heed.Text.Tokenization.AddedTokens;
using Heed.Text.Tokenization.Models.Words;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tests.Tokenization;

public sealed class AddedTokenTests : IDisposable
{
    private static readonly EncodeOptions Parsing = new() { ParseSpecialTokens = true };
    private readonly string folder = Directory.CreateTempSubdirectory("heed-tokens").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ASpecialTokenInTheTextIsTextUnlessAskedFor()
    {
        Tokenizer tokenizer = Build(new AddedToken(9, "<end>"));
        Assert.Equal("a <unk>", Pieces(tokenizer, "a <end>", new EncodeOptions()));
        Assert.Equal("a <end>", Pieces(tokenizer, "a <end>", Parsing));
        Assert.Equal("a", tokenizer.Decode([1, 9]));
        Assert.Equal("a <end>", tokenizer.Decode([1, 9], keepSpecialTokens: true));
    }

    [Fact]
    public void AnyOtherAddedTokenIsAlwaysFound()
    {
        Tokenizer tokenizer = Build(new AddedToken(9, "@@") { Special = false });
        Assert.Equal("a @@ b", Pieces(tokenizer, "a@@b", new EncodeOptions()));
        Assert.Equal("a @@", tokenizer.Decode([1, 9]));
    }

    [Theory]
    [InlineData("a XX b", "XX", 2, 4)]
    [InlineData("a  XX b", "XX", 3, 5)]
    [InlineData("aXX b", "<unk>", 0, 3)]
    [InlineData("a XX_ b", "<unk>", 2, 5)]
    public void AWordIsNotFoundInsideAnother(string text, string piece, int start, int end)
    {
        Tokenizer tokenizer = Build(new AddedToken(9, "XX") { SingleWord = true });
        Token token = tokenizer.EncodeWithOffsets(text, Parsing).Single(token => tokenizer.Piece(token.Id) == piece);
        Assert.Equal((start, end), (token.Start, token.End));
    }

    [Theory]
    [InlineData(false, false, 3, 5)]
    [InlineData(true, false, 1, 5)]
    [InlineData(false, true, 3, 6)]
    [InlineData(true, true, 1, 6)]
    public void WhiteSpaceBesideATokenMayBelongToIt(bool left, bool right, int start, int end)
    {
        Tokenizer tokenizer = Build(new AddedToken(9, "XX") { StripLeft = left, StripRight = right });
        Token token = tokenizer.EncodeWithOffsets("a  XX b", Parsing).Single(token => token.Id == 9);
        Assert.Equal((start, end), (token.Start, token.End));
    }

    [Fact]
    public void OfTokensThatBeginAtOnePlaceTheLongestIsFound() => Assert.Equal(
        "a <<a <<", Pieces(Build(new AddedToken(9, "<<"), new AddedToken(12, "<<a")), "a<<a<<", Parsing));

    [Fact]
    public void ANormalizedTokenIsFoundInNormalizedText()
    {
        Assert.Equal("a Ab b", Pieces(Build(new AddedToken(9, "Ab") { Normalized = true }), "aABb", Parsing));
        Assert.Equal("<unk>", Pieces(Build(new AddedToken(9, "Ab")), "aABb", Parsing));
        Assert.Equal("a Ab b", Pieces(Build(new AddedToken(9, "Ab")), "aAbb", Parsing));
    }

    [Fact]
    public void ATokenBeyondTheVocabularyExtendsIt()
    {
        Tokenizer tokenizer = Build(new AddedToken(9, "<end>"));
        Assert.Equal(10, tokenizer.VocabularySize);
        Assert.Equal(["<unk>", "a", "b", "<end>"], tokenizer.Vocabulary.Pieces);
        Assert.Equal(9, tokenizer.Id("<end>"));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([5]));
    }

    [Fact]
    public void SavedLoadedAndSavedAgainIsTheSameToTheByte()
    {
        string path = Path.Combine(folder, "tokenizer.json");
        Build(
            new AddedToken(9, "<end>"),
            new AddedToken(7, "@@") { Special = false, StripLeft = true, StripRight = true },
            new AddedToken(8, "x") { Special = false, SingleWord = true, Normalized = true }).Save(path);
        byte[] first = File.ReadAllBytes(path);
        Tokenizer.Load(path).Save(path);
        Assert.Equal(first, File.ReadAllBytes(path));
        Assert.Equal("a @@ b <end>", Pieces(Tokenizer.Load(path), "a @@ b<end>", Parsing));
    }

    [Theory]
    [InlineData(1, "z", "'z'", "'a'")]
    [InlineData(5, "a", "'a'", "5")]
    [InlineData(-1, "z", "'z'", "-1")]
    public void ATokenThatTheVocabularyContradictsIsAnError(int id, string content, params string[] named)
    {
        string message = Assert.Throws<ArgumentException>(() => Build(new AddedToken(id, content))).Message;
        Assert.All(named, name => Assert.Contains(name, message, StringComparison.Ordinal));
    }

    [Fact]
    public void APostProcessorThatTheVocabularyContradictsIsAnError()
    {
        TokenizerParts parts = Build(new AddedToken(9, "<end>")).Parts;
        AddedToken end = new(9, "<end>");
        Tokenizer Framed(int id) => new(parts with { PostProcessor = new BertProcessor(new SpecialPiece("<end>", id), new SpecialPiece("a", 1)) }, [end]);
        Assert.Equal([1, 2, 9], Framed(9).Encode("b", EncodeOptions.HuggingFace));
        Assert.Contains("'<end>'", Assert.Throws<ArgumentException>(() => Framed(8)).Message, StringComparison.Ordinal);
    }

    private static Tokenizer Build(params AddedToken[] tokens) => new(
        new TokenizerParts
        {
            Normalizer = new LowercaseNormalizer(),
            PreTokenizer = new WhitespaceSplitPreTokenizer(),
            Model = new WordLevelModel(new Vocabulary(["<unk>", "a", "b"]), "<unk>"),
        },
        tokens);

    private static string Pieces(Tokenizer tokenizer, string text, EncodeOptions options) =>
        string.Join(' ', tokenizer.Encode(text, options).Select(tokenizer.Piece));
}
