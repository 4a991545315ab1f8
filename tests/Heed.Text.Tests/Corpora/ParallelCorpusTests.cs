using Heed.Text.Corpora;

namespace Heed.Text.Tests.Corpora;

public sealed class ParallelCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_files_are_aligned_by_line_whatever_a_line_holds()
    {
        string source = _folder.Write("source", "\uFEFFa\tb\r\n\nc\u2028d");
        string target = _folder.Write("target.gz", TemporaryFolder.Gzip("A\nB\r\rB\n\n"));
        Assert.Equal([new("a\tb", "A"), new("", "B\r\rB"), new("c\u2028d", "")], ParallelCorpus.Read(source, target));
    }

    [Fact]
    public void One_file_has_two_fields_a_line()
    {
        const string text = "\uFEFFa\tA\r\nb c\tB C\n\tD\n";
        SentencePair[] expected = [new("a", "A"), new("b c", "B C"), new("", "D")];
        Assert.Equal(expected, ParallelCorpus.ReadTabSeparated(_folder.Write("pairs.tsv", text)));
        Assert.Equal(expected, ParallelCorpus.ReadTabSeparated(_folder.Write("pairs.tsv.gz", TemporaryFolder.Gzip(text))));
    }

    [Theory]
    [InlineData("a\nb\nc\n", "A\nB\n", 3, 2)]
    [InlineData("a\n", "A\nB\nC\nD", 1, 4)]
    public void Unequal_line_counts_are_told(string sourceText, string targetText, int sources, int targets)
    {
        string source = _folder.Write("source", sourceText);
        string target = _folder.Write("target", targetText);
        Assert.Equal(
            $"{source} has {sources} lines but {target} has {targets}; files aligned by line need equally many.",
            Assert.Throws<UserException>(() => ParallelCorpus.Read(source, target)).Message);
    }

    [Theory]
    [InlineData("", "A\n", "source")]
    [InlineData("a\n", "", "target")]
    [InlineData("", "", "source")]
    public void An_empty_file_is_named(string sourceText, string targetText, string empty)
    {
        string source = _folder.Write("source", sourceText);
        string target = _folder.Write("target", targetText);
        Assert.Equal(
            $"There is nothing in {Path.Combine(_folder.Path, empty)}; it needs at least one line.",
            Assert.Throws<UserException>(() => ParallelCorpus.Read(source, target)).Message);
    }

    [Theory]
    [InlineData("a\tA\nb\n", "line 2: 1 tab-separated field where two are needed, source and target.")]
    [InlineData("a\tA\tx\n", "line 1: 3 tab-separated fields where two are needed, source and target.")]
    [InlineData("a\tA\n\n", "line 2: 1 tab-separated field where two are needed, source and target.")]
    public void A_line_without_exactly_two_fields_is_located(string text, string expected)
    {
        string path = _folder.Write("pairs.tsv", text);
        Assert.Equal($"{path}, {expected}", Assert.Throws<UserException>(() => ParallelCorpus.ReadTabSeparated(path)).Message);
    }

    [Fact]
    public void Nothing_and_no_file_are_errors_of_one_file_too()
    {
        string path = _folder.Write("pairs.tsv", "");
        Assert.Contains("There is nothing in", Assert.Throws<UserException>(() => ParallelCorpus.ReadTabSeparated(path)).Message);
        string missing = Path.Combine(_folder.Path, "missing");
        Assert.Contains("There is no file", Assert.Throws<UserException>(() => ParallelCorpus.ReadTabSeparated(missing)).Message);
        Assert.Contains("There is no file", Assert.Throws<UserException>(() => ParallelCorpus.Read(path, missing)).Message);
    }

    [Fact]
    public void Broken_UTF8_and_truncated_gzip_are_located()
    {
        string source = _folder.Write("source", "a\nb\n");
        string broken = _folder.Write("broken", [(byte)'A', (byte)'\n', 0x80, (byte)'\n']);
        Assert.Equal(
            $"{broken}, line 2: byte 1 is not UTF-8; convert the file to UTF-8.",
            Assert.Throws<UserException>(() => ParallelCorpus.Read(source, broken)).Message);
        string truncated = _folder.Write("truncated.gz", TemporaryFolder.Gzip("A\nB\n")[..^5]);
        Assert.Contains(
            "truncated.gz, after line", Assert.Throws<UserException>(() => ParallelCorpus.Read(source, truncated)).Message);
    }

    [Fact]
    [Trait("Needs", "shared")]
    public void Reads_all_of_Multi30k()
    {
        IReadOnlyList<SentencePair> pairs = ParallelCorpus.Read(
            SharedData.PathOf("data/multi30k/train.de.gz"), SharedData.PathOf("data/multi30k/train.en.gz"));
        Assert.Equal(29_000, pairs.Count);
        Assert.Equal("Zwei junge weiße Männer sind im Freien in der Nähe vieler Büsche.", pairs[0].Source);
        Assert.Equal("Two young, White males are outside near many bushes.", pairs[0].Target);
        Assert.Contains('\t', pairs[7365].Source);
        Assert.DoesNotContain(pairs, pair => pair.Source.Length == 0 || pair.Target.Length == 0);
    }
}
