using CsCheck;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Tokenization;

public sealed class RoundTripTests
{
    private const char Space = '▁';

    /// <summary>All kinds of characters, with those that do harm more often than chance would have it.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Frequency(
            (4, Gen.Char['a', 'z']), (3, Gen.OneOf(' ', '\t', '\n', '\u00A0', '\u3000')), (2, Gen.Char['\u4E00', '\u4F00']),
            (1, Gen.Char['\uD800', '\uDFFF']), (1, Gen.OneOf('<', '0', 'x', '4', '1', '>', '/', 's')), (1, Gen.Char['\u0300', '\u036F']))
            .Array[0, 40].Select(characters => new string(characters)));

    [Fact]
    public void DecodingGivesBackAnyText() => AnyText.Sample(
        text => text.Contains(Space, StringComparison.Ordinal)
            || TestCorpus.Tokenizer.Decode(TestCorpus.Tokenizer.Encode(text)) == TestCorpus.Expected(text),
        print: Escape);

    [Fact]
    public void RandomSegmentationsGiveTheSameText() => Gen.Select(AnyText, Gen.ULong, Gen.Double[0, 1]).Sample(
        (text, seed, rate) => text.Contains(Space, StringComparison.Ordinal)
            || TestCorpus.Tokenizer.Decode(TestCorpus.Tokenizer.Encode(text, new SubwordRegularization(rate, seed))) == TestCorpus.Expected(text));

    [Fact]
    public void OffsetsLeadBackToTheText() => AnyText.Sample(
        text =>
        {
            IReadOnlyList<Token> tokens = TestCorpus.Tokenizer.EncodeWithOffsets(text);
            Assert.Equal(TestCorpus.Tokenizer.Encode(text), tokens.Select(token => token.Id));
            int covered = 0;
            foreach (Token token in tokens)
            {
                Assert.InRange(token.Start, 0, token.End);
                Assert.InRange(token.End, token.Start, text.Length);

                // Nothing but white space lies between two pieces.
                Assert.True(token.Start <= covered || string.IsNullOrWhiteSpace(text[covered..token.Start]));
                Assert.True(token.End >= covered);
                covered = token.End;
            }

            Assert.True(string.IsNullOrWhiteSpace(text[covered..]));
        },
        print: Escape);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u3000")]
    public void NothingIsNoPiece(string text)
    {
        Assert.Empty(TestCorpus.Tokenizer.Encode(text));
        Assert.Equal("", TestCorpus.Tokenizer.Decode([]));
    }

    [Fact]
    public void PiecesOfAWordLeadToItsCharacters()
    {
        const string Text = "The 𠮷 in  low";
        IEnumerable<string> covered = TestCorpus.Tokenizer.EncodeWithOffsets(Text)
            .Select(token => TestCorpus.Tokenizer.Piece(token.Id) + "=" + Text[token.Start..token.End]);
        Assert.Equal(["▁The=The", "▁= ", "<0xF0>=𠮷", "<0xA0>=𠮷", "<0xAE>=𠮷", "<0xB7>=𠮷", "▁in= in", "▁low=  low"], covered);
    }

    [Fact]
    public void SpecialTokensInTheTextAreText()
    {
        int[] ids = TestCorpus.Tokenizer.Encode("a </s> <unk> <0x41>");
        Assert.DoesNotContain(TestCorpus.Tokenizer.Specials.End, ids);
        Assert.DoesNotContain(TestCorpus.Tokenizer.Specials.Unknown, ids);
        Assert.Equal("a </s> <unk> <0x41>", TestCorpus.Tokenizer.Decode(ids));
    }

    [Fact]
    public void SpecialTokensAreNotDecoded()
    {
        SpecialTokens specials = TestCorpus.Tokenizer.Specials;
        Assert.Equal((0, 1, 2, 3), (specials.Padding, specials.Unknown, specials.Start, specials.End));
        int[] ids = [specials.Start, .. TestCorpus.Tokenizer.Encode("The low"), specials.End, specials.Padding];
        Assert.Equal("The low", TestCorpus.Tokenizer.Decode(ids));
    }

    [Fact]
    public void ALoneSurrogateIsReadAsTheReplacementCharacter() =>
        Assert.Equal("a\uFFFDb", TestCorpus.Tokenizer.Decode(TestCorpus.Tokenizer.Encode("a\uD83Db")));

    [Fact]
    public void WithoutBytesARareCharacterIsUnknown()
    {
        Tokenizer tokenizer = new BytePairTraining { VocabularySize = 200, ByteFallback = false }.Train(TestCorpus.Lines);
        Assert.Equal(["▁", "<unk>"], tokenizer.Encode("ЖЖЖ").Select(tokenizer.Piece));
    }

    [Fact]
    public void LowercasingIsPartOfTheTokenizer()
    {
        Tokenizer tokenizer = (TestCorpus.Training with { Lowercase = true }).Train(TestCorpus.Lines);
        Assert.Equal("größte männer i\u0307 𐐨", tokenizer.Decode(tokenizer.Encode("GRÖßTE Männer İ 𐐀")));
    }

    private static string Escape(string text) => string.Concat(text.Select(unit => unit is > ' ' and < '\u007F' ? unit.ToString() : $"\\u{(int)unit:X4}"));
}
