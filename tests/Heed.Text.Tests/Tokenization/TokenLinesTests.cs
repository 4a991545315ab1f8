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
        string[] encoded = [.. TokenLines.Encode(TestCorpus.Tokenizer, lines, asIds)];
        Assert.Equal(lines, TokenLines.Decode(TestCorpus.Tokenizer, encoded, asIds, "x"));
        Assert.Equal("", encoded[^2]);
    }

    [Fact]
    public void LinesArePiecesOrIds()
    {
        Assert.Equal("▁the ▁lower", TokenLines.Encode(TestCorpus.Tokenizer, ["the lower"], asIds: false).Single());
        Assert.Matches(@"^\d+ \d+$", TokenLines.Encode(TestCorpus.Tokenizer, ["the lower"], asIds: true).Single());
    }

    [Theory]
    [InlineData("▁the ▁nosuch", false, "'▁nosuch'")]
    [InlineData("5 999999", true, "'999999'")]
    [InlineData("-1", true, "'-1'")]
    public void WhatIsNoTokenIsNamed(string line, bool asIds, string named)
    {
        string message = Assert.Throws<UserException>(() => TokenLines.Decode(TestCorpus.Tokenizer, ["", line], asIds, "some.txt").Count()).Message;
        Assert.StartsWith("some.txt, line 2:", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }
}
