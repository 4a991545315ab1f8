using Heed.Text.Batching;
using Heed.Text.Tokenization;
using Heed.Text.Tokenization.Training;

namespace Heed.Text.Tests.Batching;

public sealed class TextFrameTests
{
    private const char Space = '▁';
    private static readonly string[] Lines = ["a b c d e f g h i j k l"];
    private static readonly Tokenizer WordPiece = new WordPieceTraining { VocabularySize = 60, MinimumCharacterCount = 1 }.Train(Lines);
    private static readonly Tokenizer Words = new WordTraining { VocabularySize = 30 }.Train([Lines[0], Lines[0]]);

    [Fact]
    public void A_post_processor_puts_its_tokens_around_the_text() => Assert.Equal("[CLS]a b[SEP]", Show(WordPiece, "a b", 10, TextCut.Head));

    [Fact]
    public void Without_one_the_end_token_follows() => Assert.Equal("a b</s>", Show(Words, "a b", 10, TextCut.Head));

    [Fact]
    public void An_empty_text_is_its_frame() => Assert.Equal("</s>", Show(Words, "", 10, TextCut.Head));

    [Theory]
    [InlineData(TextCut.Head, "[CLS]a b c d[SEP]")]
    [InlineData(TextCut.Tail, "[CLS]i j k l[SEP]")]
    [InlineData(TextCut.Both, "[CLS]a j k l[SEP]")]
    public void A_long_text_is_cut_inside_its_frame(TextCut cut, string expected) => Assert.Equal(expected, Show(WordPiece, Lines[0], 6, cut));

    [Theory]
    [InlineData(TextCut.Head)]
    [InlineData(TextCut.Tail)]
    [InlineData(TextCut.Both)]
    public void A_text_that_just_fits_stays_whole(TextCut cut) => Assert.Equal("[CLS]a b c d[SEP]", Show(WordPiece, "a b c d", 6, cut));

    private static string Show(Tokenizer tokenizer, string text, int maximum, TextCut cut)
    {
        string pieces = string.Join(' ', new TextFrame(tokenizer).Encode(text, maximum, cut).Select(id => tokenizer.Piece(id).TrimStart(Space)));
        return pieces.Replace("[CLS] ", "[CLS]", StringComparison.Ordinal).Replace(" [SEP]", "[SEP]", StringComparison.Ordinal).Replace(" </s>", "</s>", StringComparison.Ordinal);
    }
}
