using Heed.Server.Tests.Support;

namespace Heed.Server.Tests;

public sealed class PageTests(SharedServer shared)
{
    [Fact]
    public async Task The_page_may_load_nothing_from_elsewhere()
    {
        Answer page = await shared.Server.Get("/");
        Assert.Equal(200, page.Status);
        Assert.Contains("<title>", page.Body, StringComparison.Ordinal);
        string policy = page.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("", page.Header("Server"));
    }

    [Theory]
    [InlineData("/../heed.dll")]
    [InlineData("/%2e%2e/Heed.Server.dll")]
    [InlineData("/nothing-here")]
    public async Task Only_the_files_of_the_page_are_given_out(string path) => Assert.Equal(404, (await shared.Server.Get(path)).Status);
}
