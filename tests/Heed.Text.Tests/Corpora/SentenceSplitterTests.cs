using Heed.Text.Corpora;

namespace Heed.Text.Tests.Corpora;

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
        Assert.Equal(expected, string.Join('|', SentenceSplitter.Split(text)));

    [Fact]
    public void Nothing_but_space_is_lost()
    {
        const string Text = "A b. C d! \"E?\" F. g 1. 2 H";
        Assert.Equal(Text.Replace(" ", "", StringComparison.Ordinal), string.Concat(SentenceSplitter.Split(Text)).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Running_text_is_joined_within_paragraphs()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "One runs\non. Two\n\n\nThree\nfour.\n");
            Assert.Equal([["One runs on.", "Two", "Three four."]], TextDocuments.Read(path, TextLayout.Running));
            Assert.Equal(6, TextDocuments.Read(path, TextLayout.Lines).Count);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
