using Heed.Text.Batching;
using Heed.Text.Corpora;
using Heed.Text.Tests.Tokenization;
using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Batching;

public sealed class PairsTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void LongPairsAreSkippedAndCounted()
    {
        (TokenizedPairs pairs, LengthReport report) = Apply(new LengthPolicy(2, 3, TooLong.Skip));
        Assert.Equal(1, pairs.Count);
        Assert.Equal([1], pairs.Source(0).ToArray());
        Assert.Equal([1, 2, 3], pairs.Target(0).ToArray());
        Assert.Equal((1, 0, 2, 1, 3, 4), (report.Kept, report.Truncated, report.Skipped, report.Empty, report.LongestSource, report.LongestTarget));
        Assert.Equal("1 pairs kept, 0 of them truncated; 2 skipped as too long, 1 with an empty side; longest source 3, target 4 pieces", report.ToString());
    }

    [Fact]
    public void LongPairsAreTruncatedAndCounted()
    {
        (TokenizedPairs pairs, LengthReport report) = Apply(new LengthPolicy(2, 3, TooLong.Truncate));
        Assert.Equal([1, 2], pairs.Source(1).ToArray());
        Assert.Equal([1, 2, 3], pairs.Target(2).ToArray());
        Assert.Equal((3, 2, 0, 1), (report.Kept, report.Truncated, report.Skipped, report.Empty));
        Assert.Equal((5, 7), (pairs.SourceTokens, pairs.TargetTokens));
    }

    [Fact]
    public void ParallelLinesBecomePairsOfIds()
    {
        (TokenizedPairs pairs, LengthReport report) = ParallelEncoder.Encode(
            TestCorpus.Tokenizer, [new SentencePair("the low", "der Mann"), new SentencePair("", "leer")], LengthPolicy.Unlimited);
        Assert.Equal((1, 1), (report.Kept, report.Empty));
        Assert.Equal("the low", TestCorpus.Tokenizer.Decode(pairs.Source(0)));
        Assert.Equal("der Mann", TestCorpus.Tokenizer.Decode(pairs.Target(0)));
    }

    [Fact]
    public void EachLineHasItsOwnRandomSegmentation()
    {
        var lines = Enumerable.Repeat(new SentencePair(TestCorpus.Lines[0], TestCorpus.Lines[0]), 5);
        TokenizedPairs Encode(ulong seed) =>
            ParallelEncoder.Encode(TestCorpus.Tokenizer, lines, LengthPolicy.Unlimited, new SubwordRegularization(0.2, seed)).Pairs;
        TokenizedPairs pairs = Encode(1);
        Assert.NotEqual(pairs.Source(0).ToArray(), pairs.Target(0).ToArray());
        Assert.NotEqual(pairs.Source(0).ToArray(), pairs.Source(1).ToArray());
        Assert.Equal(pairs.Source(4).ToArray(), Encode(1).Source(4).ToArray());
        Assert.NotEqual(pairs.Source(4).ToArray(), Encode(2).Source(4).ToArray());
    }

    [Fact]
    public void AFileOfIdsIsRead()
    {
        File.WriteAllText(path, "4 5 6\t7\r\n8\t9 10\n");
        TokenizedPairs pairs = PairsFile.Read(path, vocabularySize: 11);
        Assert.Equal(2, pairs.Count);
        Assert.Equal([4, 5, 6], pairs.Source(0).ToArray());
        Assert.Equal([9, 10], pairs.Target(1).ToArray());
    }

    [Theory]
    [InlineData("1\t2\n3 4", "line 2", "tab")]
    [InlineData("1\t2\t3", "line 1", "tab")]
    [InlineData("1\t2\n1\t2 x", "line 2", "'x'")]
    [InlineData("1\t11", "line 1", "'11'", "10")]
    [InlineData("-1\t1", "line 1", "'-1'")]
    [InlineData("1\t", "line 1", "no ids")]
    [InlineData("", "empty")]
    public void AWrongLineIsNamed(string text, params string[] named)
    {
        File.WriteAllText(path, text);
        string message = Assert.Throws<UserException>(() => PairsFile.Read(path, vocabularySize: 11)).Message;
        Assert.All(named.Append(path), part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static (TokenizedPairs Pairs, LengthReport Report) Apply(LengthPolicy policy)
    {
        var pairs = new TokenizedPairs();
        var report = new LengthReport();
        policy.Apply([1], [1, 2, 3], pairs, report);
        policy.Apply([1, 2, 3], [1], pairs, report);
        policy.Apply([], [1], pairs, report);
        policy.Apply([1, 2], [1, 2, 3, 4], pairs, report);
        return (pairs, report);
    }
}
