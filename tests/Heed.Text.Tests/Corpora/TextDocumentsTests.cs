using Heed.Text.Corpora;

namespace Heed.Text.Tests.Corpora;

public sealed class TextDocumentsTests
{
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
