using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Formats.Tiktoken;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tests.Tokenization;

/// <summary>Byte-level BPE loses nothing, whatever cuts the text into words.</summary>
public sealed class ByteLevelTests
{
    internal static readonly Dictionary<string, Tokenizer> Tokenizers = new()
    {
        ["gpt2"] = Build(new ByteLevelPreTokenizer(addPrefixSpace: false, trimOffsets: true, useRegex: true)),
        ["cl100k_base"] = Build(TiktokenEncoding.Find("cl100k_base")!.PreTokenizer()),
        ["o200k_base"] = Build(TiktokenEncoding.Find("o200k_base")!.PreTokenizer()),
    };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Frequency(
            (4, Gen.Char['a', 'z']), (3, Gen.Char['A', 'Z']), (4, Gen.OneOf(' ', '\t', '\n', '\r', '\u00A0', '\'', '/', '\0')), (1, Gen.Char['\u4E00', '\u4F00']),
            (2, Gen.Char['\uD800', '\uDFFF']), (1, Gen.Char['0', '9']), (1, Gen.Char['\u0300', '\u036F']))
            .Array[0, 40].Select(characters => new string(characters)));

    public static TheoryData<string> Names => [.. Tokenizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DecodingGivesBackAnyText(string name) => AnyText.Sample(
        text => Assert.Equal(WellFormedText.Of(text), Tokenizers[name].Decode(Tokenizers[name].Encode(text))));

    [Theory]
    [MemberData(nameof(Names))]
    public void OffsetsLeadBackToTheText(string name) => AnyText.Sample(text =>
    {
        IReadOnlyList<Token> tokens = Tokenizers[name].EncodeWithOffsets(text);
        Assert.Equal(Tokenizers[name].Encode(text), tokens.Select(token => token.Id));
        int covered = 0;
        foreach (Token token in tokens)
        {
            // Pieces are bytes, so several may cover one character.
            Assert.InRange(token.Start, 0, covered);
            Assert.InRange(token.End, Math.Max(covered, token.Start + 1), text.Length);
            covered = token.End;
        }

        Assert.Equal(text.Length, covered);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryThreadGetsTheSamePieces(string name)
    {
        string[] texts = AnyText.Array[300].Single();
        int[][] expected = [.. texts.Select(text => Tokenizers[name].Encode(text))];
        Parallel.For(0, 4, _ => Assert.Equal(expected, texts.Select(text => Tokenizers[name].Encode(text))));
    }

    /// <summary>The characters of a text are those of its pieces' offsets, where a piece has whole ones.</summary>
    [Fact]
    public void PiecesOfAWordLeadToItsCharacters()
    {
        const string Text = "the 𠮷ü!";
        Assert.Equal(
            ["the", " ", "𠮷", "𠮷", "𠮷", "𠮷", "ü", "!"],
            Tokenizers["gpt2"].EncodeWithOffsets(Text).Select(token => Text[token.Start..token.End]));
    }

    [Fact]
    public void ALoneSurrogateIsReadAsTheReplacementCharacter() =>
        Assert.Equal("a\uFFFDb", Tokenizers["gpt2"].Decode(Tokenizers["gpt2"].Encode("a\uD83Db")));

    [Theory]
    [InlineData("gpt2", "DON'T 𠮷野 1234 x\r\n\r\n  y ", "DON|'|T| 𠮷野| 1234| x|\r\n\r\n | y| ")]
    [InlineData("cl100k_base", "DON'T 𠮷野 1234 x\r\n\r\n  y ", "DON|'T| 𠮷野| |123|4| x|\r\n\r\n| | y| ")]
    [InlineData("o200k_base", "DON'T 𠮷野 myWord/\n 𝐇𝐞y", "DON'T| 𠮷野| my|Word|/\n| 𝐇𝐞y")]
    public void WordsAreThoseOfTheEncoding(string name, string text, string words)
    {
        List<string> cut = [.. Tokenizers[name].Words(text).Select(word => Tokenizers[name].Decode([.. word.Select(unit => ByteId(name, unit))]))];
        Assert.Equal(words, string.Join('|', cut));
    }

    private static int ByteId(string name, char unit) => Tokenizers[name].Id(unit.ToString())!.Value;

    private static Tokenizer Build(PreTokenizer preTokenizer)
    {
        string[] bytes = [.. ByteAlphabet.All.ToArray().Select(unit => unit.ToString())];
        (string Left, string Right)[] merges = [("t", "h"), ("th", "e"), ("Ġ", "a"), ("Ċ", "Ċ"), ("Ã", "¼"), ("A", "B")];
        var vocabulary = new Vocabulary([.. bytes, .. merges.Select(merge => merge.Left + merge.Right)]);
        var parts = new TokenizerParts
        {
            PreTokenizer = preTokenizer,
            Model = new BytePairModel(vocabulary, merges, new BytePairOptions()),
            Decoder = new ByteLevelDecoder(new ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: true)),
        };
        return new Tokenizer(parts, Array.Empty<string>());
    }
}
