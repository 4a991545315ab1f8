namespace Heed.Cli.Tests.Support;

/// <summary>What a run left behind.</summary>
internal sealed record HeedResult(int Code, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Failed in one sentence on standard error, with nothing on standard output and no stack trace.</summary>
    public void FailedWith(int code, params string[] parts)
    {
        Assert.True(code == Code, $"exit {Code} instead of {code}: {Error}");
        Assert.Equal("", Output);
        Assert.DoesNotContain("   at ", Error);
        Assert.StartsWith("heed: ", Error);
        foreach (string part in parts)
        {
            Assert.Contains(part, Error);
        }
    }
}
