using Heed.Text.Tokenization;

namespace Heed.Text.Tests.Tokenization;

public sealed class TokenLinesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LinesComeBackAndEmptyOnesStayEmpty(bool asIds)
    {
        string[] lines = [.. TestCorpus.Lines, "", "ЖЖ <pad>"];
        string[] encoded = new TokenLines(TestCorpus.Tokenizer) { AsIds = asIds }.Encode(lines);
        Assert.Equal(lines, new TokenLines(TestCorpus.Tokenizer) { AsIds = asIds }.Decode(encoded, "x"));
        Assert.Equal("", encoded[^2]);
    }

    [Fact]
    public void LinesArePiecesOrIds()
    {
        Assert.Equal("▁the ▁lower", Assert.Single(new TokenLines(TestCorpus.Tokenizer).Encode(["the lower"])));
        Assert.Matches(@"^\d+ \d+$", Assert.Single(new TokenLines(TestCorpus.Tokenizer) { AsIds = true }.Encode(["the lower"])));
    }

    [Fact]
    public void ThreadsKeepTheOrderAndDoNotChangeARandomSegmentation()
    {
        string[] lines = [.. Enumerable.Range(0, 1000).Select(number => $"{TestCorpus.Lines[number % 6]} {number}")];
        string[] Encode(int threads, params int[] groups)
        {
            var encoder = new TokenLines(TestCorpus.Tokenizer) { Regularization = new SubwordRegularization(0.2, 9), Threads = threads };
            return [.. groups.Zip(groups.Skip(1)).SelectMany(group => encoder.Encode(lines[group.First..group.Second]))];
        }

        string[] expected = Encode(1, 0, 1000);
        Assert.Equal(expected, Encode(4, 0, 70, 71, 1000));
        Assert.Equal(lines, new TokenLines(TestCorpus.Tokenizer).Decode(expected, "x"));
        Assert.Equal(lines.Select(line => TestCorpus.Tokenizer.Encode(line)), TestCorpus.Tokenizer.EncodeAll(lines, threads: 3));
    }

    [Theory]
    [InlineData("▁the ▁nosuch", false, "'▁nosuch'")]
    [InlineData("5 999999", true, "'999999'")]
    [InlineData("-1", true, "'-1'")]
    public void WhatIsNoTokenIsNamed(string line, bool asIds, string named)
    {
        string message = Assert.Throws<UserException>(() => new TokenLines(TestCorpus.Tokenizer) { AsIds = asIds }.Decode(["", line], "some.txt").Count()).Message;
        Assert.StartsWith("some.txt, line 2:", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }
}
