using Heed.Cli.Tests.Support;

namespace Heed.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Fact]
    public void Nothing_asked_shows_the_verbs_and_is_wrong_usage()
    {
        HeedResult result = HeedProcess.Run();
        Assert.Equal(2, result.Code);
        Assert.Equal("", result.Output);
        Assert.Contains("evaluate", result.Error);
    }

    [Fact]
    public void Help_is_a_result()
    {
        HeedResult result = HeedProcess.Run("evaluate", "--help");
        Assert.Equal(0, result.Code);
        Assert.Equal("", result.Error);
        Assert.Contains("Examples:", result.Output);
        Assert.Contains("--references", result.Output);
    }

    [Fact]
    public void Version_is_a_result()
    {
        HeedResult result = HeedProcess.Run("--version");
        Assert.Equal(0, result.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Theory]
    [InlineData("'evalaute'", "did you mean 'evaluate'?", "evalaute")]
    [InlineData("'--hypothesis'", "did you mean '--hypotheses'?", "evaluate", "--references", "x", "--hypothesis", "y")]
    [InlineData("'--frobnicate'", "heed evaluate --help", "evaluate", "--references", "x", "--frobnicate")]
    [InlineData("--references", "required", "evaluate", "--hypotheses", "x")]
    [InlineData("--tokenize", "13a", "evaluate", "--hypotheses", "x", "--references", "y", "--tokenize", "14a")]
    public void Wrong_usage_names_the_word_and_what_was_meant(string named, string meant, params string[] arguments) =>
        HeedProcess.Run(arguments).FailedWith(2, named, meant);

    [Fact]
    public void Verbose_shows_where_an_error_came_from()
    {
        HeedResult result = HeedProcess.Run("evaluate", "--hypotheses", "/no/such/file", "--references", "x", "--verbose");
        Assert.Equal(1, result.Code);
        Assert.Contains("   at Heed.", result.Error);
    }
}
