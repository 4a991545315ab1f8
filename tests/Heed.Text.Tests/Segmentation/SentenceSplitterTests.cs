using Heed.Text.Segmentation;

namespace Heed.Text.Tests.Segmentation;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("\"Well, Prince,\" she said. \"Go!\" He went.", "\"Well, Prince,\" she said.|\"Go!\"|He went.")]
    [InlineData("It cost 3.50 today. e.g. nothing", "It cost 3.50 today. e.g. nothing")]
    [InlineData("Wait... what? No", "Wait... what?|No")]
    [InlineData("他来了。她走了！好", "他来了。|她走了！|好")]
    [InlineData("no end", "no end")]
    [InlineData("  ", "")]
    public void Sentences_end_where_a_reader_would_end_them(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SentenceSplitter.Split(text).Select(span => span.In(text))));

    [Fact]
    public void Nothing_but_space_is_lost()
    {
        const string Text = "A b. C d! \"E?\" F. g 1. 2 H";
        Assert.Equal(Text.Replace(" ", "", StringComparison.Ordinal), string.Concat(SentenceSplitter.Split(Text).Select(span => span.In(Text))).Replace(" ", "", StringComparison.Ordinal));
    }
}
