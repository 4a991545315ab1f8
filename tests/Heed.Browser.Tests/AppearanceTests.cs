using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>Every view, narrow and wide, light and dark, English and Chinese. With HEED_SCREENSHOTS=FOLDER the pictures are kept.</summary>
public sealed class AppearanceTests(Chromium browser)
{
    private static readonly string[] Panels = ["tokens", "positions", "attention?part=cross&layer=3&head=1&q=2&k=1", "masks", "decoding", "cache"];

    [Theory]
    [InlineData(1440, false, "en", true)]
    [InlineData(1440, true, "zh", false)]
    [InlineData(320, false, "zh", false)]
    [InlineData(320, true, "en", true)]
    public async Task EveryViewFitsAndIsAccessible(int width, bool isDark, string language, bool withAxe)
    {
        // Two appearances that differ in everything are enough for axe, whose rules take most of the time.
        var appearance = new Appearance(width, isDark, language, withAxe);
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await page.Locator("textarea").FillAsync("Two dogs are playing in the snow.");
            await page.Locator(".search-options select").Last.SelectOptionAsync("3");
            await Expect(page.Locator(".hypothesis").Last).ToBeVisibleAsync();
            await Check(page, "translate", appearance);
            await page.Locator(".word").Nth(1).ClickAsync();
            await Expect(page.Locator(".option").First).ToBeVisibleAsync();
            await Check(page, "alternatives", appearance);
            await page.Keyboard.PressAsync("Escape");
            await page.Locator(".inspect-links button").First.ClickAsync();
            await Expect(page.GetByRole(AriaRole.Tablist)).ToBeVisibleAsync();
            foreach (string panel in Panels)
            {
                await page.EvaluateAsync("(panel) => { location.hash = `#/inspect/${panel}`; }", panel);
                await Expect(page.Locator(".figure").First).ToBeVisibleAsync();
                await Check(page, panel.Split('?')[0], appearance);
            }

            await page.EvaluateAsync("location.hash = '#/training'");
            await Expect(page.Locator(".line-chart path").First).ToBeVisibleAsync();
            await Check(page, "training", appearance);
        }, appearance);
    }

    [Fact]
    public async Task LanguageAndColoursCanBeChosenAndAreKept()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await page.GetByLabel("Language · 语言").SelectOptionAsync("zh");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "看内部" })).ToBeVisibleAsync();
            Assert.Equal("zh-Hans", await page.EvaluateAsync<string>("document.documentElement.lang"));
            string light = await Background(page);
            await page.GetByLabel("颜色").SelectOptionAsync("dark");
            Assert.NotEqual(light, await Background(page));
            await page.ReloadAsync();
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "看内部" })).ToBeVisibleAsync();
            Assert.NotEqual(light, await Background(page));
        });

        static Task<string> Background(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
    }

    private static async Task Check(IPage page, string view, Appearance appearance)
    {
        if (Environment.GetEnvironmentVariable("HEED_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{view}-{appearance}.png"), FullPage = true });
        }

        string where = $"{view}, {appearance}";
        int overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{where}: {overflow} pixels wider than the window");
        if (!appearance.WithAxe)
        {
            return;
        }

        AxeResult result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        Assert.True(result.Violations.Length == 0, $"{where}: " + string.Join("; ", result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Take(3).Select(node => $"{node.Target} {string.Join(" ", node.Any.Select(check => check.Message))}"))})")));
    }
}
