using System.Text;
using Heed.Text.Corpora;

namespace Heed.Text.Tests.Corpora;

public sealed class TextLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("\n", new[] { "" })]
    [InlineData("a\r\n\r\nb\r", new[] { "a", "", "b" })]
    [InlineData("a\rb\u0085c\u2028d\ve\tf\u001Cg\0h\n", new[] { "a\rb\u0085c\u2028d\ve\tf\u001Cg\0h" })]
    [InlineData("\uFEFFa\n", new[] { "\uFEFFa" })]
    [InlineData("ä\n好😀\n", new[] { "ä", "好😀" })]
    public void A_line_ends_at_a_line_feed_only(string text, string[] expected)
    {
        Assert.Equal(expected, TextLines.Read(_folder.Write("plain", text)));
        Assert.Equal(expected, TextLines.Read(_folder.Write("packed", TemporaryFolder.Gzip(text))));
        Assert.Equal(expected, TextLines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a stream"));
    }

    [Fact]
    public void Lines_may_be_longer_than_any_buffer()
    {
        string[] lines = [new('x', 200_000), "", new('ä', 65_536), "end"];
        string text = string.Join('\n', lines);
        Assert.Equal(lines, TextLines.Read(_folder.Write("plain", text)));
        Assert.Equal(lines, TextLines.Read(_folder.Write("packed", TemporaryFolder.Gzip(text))));
    }

    [Fact]
    public void Lines_come_as_they_are_asked_for()
    {
        using var stream = new MemoryStream([.. "first\nsecond\n"u8, 0xFF]);
        Assert.Equal("first", TextLines.Read(stream, "a stream").First());
    }

    [Fact]
    public void Gzip_files_one_after_the_other_are_one()
    {
        byte[] both = [.. TemporaryFolder.Gzip("a\nb"), .. TemporaryFolder.Gzip("c\nd\n"), .. TemporaryFolder.Gzip("")];
        Assert.Equal(["a", "bc", "d"], TextLines.Read(_folder.Write("both.gz", both)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder.Path, "none.txt");
        Assert.Equal($"There is no file {path}; check the path.", Error(path));
        path = Path.Combine(_folder.Path, "none", "none.txt");
        Assert.Equal($"There is no file {path}; check the path.", Error(path));
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal($"{_folder.Path} is a folder; give a file.", Error(_folder.Path));

    [Theory]
    [InlineData(new byte[] { (byte)'o', (byte)'k', (byte)'\n', (byte)'a', 0xC3, (byte)'\n' }, 2, 2)]
    [InlineData(new byte[] { 0xFF, (byte)'\n' }, 1, 1)]
    [InlineData(new byte[] { (byte)'\n', (byte)'\n', (byte)'a', (byte)'b', 0xE5, 0xA5 }, 3, 3)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 1, 1)]
    public void Broken_UTF8_is_located(byte[] bytes, int line, int at)
    {
        string path = _folder.Write("broken", bytes);
        Assert.Equal($"{path}, line {line}: byte {at} is not UTF-8; convert the file to UTF-8.", Error(path));
    }

    [Fact]
    public void Truncated_gzip_is_noticed_wherever_it_ends()
    {
        byte[] whole = TemporaryFolder.Gzip(string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i * 7919 % 10_007}\n")));
        Assert.Equal(2000, TextLines.Read(_folder.Write("whole.gz", whole)).Count());
        int[] ends = [2, 3, 9, 10, 11, 100, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 4, whole.Length - 1];
        foreach (int end in ends)
        {
            string path = _folder.Write("part.gz", whole[..end]);
            Assert.Matches(@"part\.gz, after line \d+: the gzip data is truncated or damaged; copy or download the file again\.$", Error(path));
        }
    }

    [Fact]
    public void Damaged_gzip_is_noticed()
    {
        byte[] damaged = TemporaryFolder.Gzip("one\ntwo\n");
        damaged[^6] ^= 1;
        Assert.Contains("the gzip data is truncated or damaged", Error(_folder.Write("damaged.gz", damaged)));
    }

    [Fact]
    public void A_stream_that_fails_is_named()
    {
        string error = Assert.Throws<UserException>(() => TextLines.Read(new FailingStream(), "the stream").Count()).Message;
        Assert.Equal("the stream, after line 1: cannot read on: The cable was pulled.", error);
    }

    [Fact]
    public void All_lines_of_an_empty_file_are_an_error()
    {
        string path = _folder.Write("empty", "");
        Assert.Equal(
            $"There is nothing in {path}; it needs at least one line.",
            Assert.Throws<UserException>(() => TextLines.ReadAll(path)).Message);
        Assert.Equal(["a", "b"], TextLines.ReadAll(_folder.Write("two", "a\nb")));
    }

    private static string Error(string path) => Assert.Throws<UserException>(() => TextLines.Read(path).Count()).Message;

    /// <summary>One line, then an error.</summary>
    private sealed class FailingStream : MemoryStream
    {
        private bool _read;

        public override int Read(Span<byte> buffer)
        {
            if (_read)
            {
                throw new IOException("The cable was pulled.");
            }

            _read = true;
            "a\nb"u8.CopyTo(buffer);
            return 3;
        }
    }
}
