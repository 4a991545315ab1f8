using Heed.Text.Corpora;

namespace Heed.Text.Tests.Corpora;

public sealed class LabelledCorpusTests : IDisposable
{
    private static readonly TableColumns Cola = new() { Count = 4, Text = 4, Label = 2 };

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Text_and_label_come_from_their_columns()
    {
        File.WriteAllText(path, "gj04\t1\t\tThe rope stretched.\ncj99\t0\t*\tRope the stretched.\r\n");
        Assert.Equal([new LabelledText("The rope stretched.", "1"), new LabelledText("Rope the stretched.", "0")], LabelledCorpus.Read(path, Cola));
    }

    [Theory]
    [InlineData("good\t1\nbad 0\n", "line 2: 1 tab-separated field where 2 are needed")]
    [InlineData("good\t1\nbad\t0\tmore\n", "line 2: 3 tab-separated fields where 2 are needed")]
    [InlineData("good\t \n", "line 1: column 2 should hold a label and is empty")]
    [InlineData("", "There is nothing in")]
    public void A_broken_line_is_named(string content, string message)
    {
        File.WriteAllText(path, content);
        Assert.Contains(message, Assert.Throws<UserException>(() => LabelledCorpus.Read(path, new TableColumns())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void Columns_outside_the_table_are_an_error(int text, int label)
    {
        File.WriteAllText(path, "good\t1\n");
        UserException exception = Assert.Throws<UserException>(() => LabelledCorpus.Read(path, new TableColumns { Text = text, Label = label }));
        Assert.Contains("columns count from 1", exception.Message, StringComparison.Ordinal);
    }
}
