using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>Whatever a user or a model writes is text, never markup, and arrives whole.</summary>
public sealed class InjectionTests(Chromium browser)
{
    public static TheoryData<string> Texts =>
    [
        "<img src=x onerror=\"window.broken = 1\"> and more",
        "<script>window.broken = 1</script>",
        "\"><svg onload=window.broken=1>",
        "{text} {characters} ${1} $& $1",
        "</textarea><b>bold</b>",
        "שלום עולם, this is mixed",
        "مرحبا 123 abc",
        "👩‍👩‍👧‍👦 family 🇩🇪 flag e\u0301 accent",
        "tabs\tand  double  spaces\n\n\nand lines",
        "__proto__ constructor toString",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task TextStaysText(string text)
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await page.Locator("textarea").FillAsync(text);
            await page.GetByLabel("Translations").SelectOptionAsync("2");
            await Expect(page.Locator(".hypothesis").First).ToBeVisibleAsync();
            string shown = (await page.Locator(".output").TextContentAsync())!;
            Assert.Equal(text.ToUpperInvariant(), shown);
            await page.Locator(".inspect-links button").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Tablist)).ToBeVisibleAsync();
            Assert.Equal(0, await page.Locator("main img, main script, main b, main svg[onload]").CountAsync());
            Assert.False(await page.EvaluateAsync<bool>("'broken' in window"));
        });
    }

    [Fact]
    public async Task FiveThousandCharactersArriveWhole()
    {
        string text = string.Concat(Enumerable.Range(0, 250).Select(number => $"Sentence {number:0000} here. "))[..5000];
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await page.Locator("textarea").FillAsync(text);
            await Expect(page.GetByText("5,000 characters ·")).ToBeVisibleAsync();
            await Expect(page.Locator(".output")).ToContainTextAsync("SENTENCE 0216");
            Assert.Equal(text.ToUpperInvariant(), await page.Locator(".output").TextContentAsync());
        });
    }
}
