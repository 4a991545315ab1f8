using System.Globalization;
using System.Text.Json.Nodes;
using Heed.Browser.Tests.Support;
using Heed.Server;
using Heed.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>The page on the real server, with tiny real models.</summary>
public sealed class RealServerTests(Chromium browser) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task ThePageTranslatesAndLooksInside()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Missing);
        var options = new ServerOptions
        {
            Models = [new ModelSource(TinyModels.Translator(folder.File("en-de"))), new ModelSource(TinyModels.Translator(folder.File("de-en"), "de", "en", seed: 8))],
            Port = 0,
        };
        await using WebApplication app = HeedServer.Build(options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await browser.Visit(new Uri(app.Urls.Single()), async page =>
        {
            await page.GetByLabel("From").SelectOptionAsync("en");
            IResponse answer = await page.RunAndWaitForResponseAsync(() => page.Locator("textarea").FillAsync("Two dogs play in the snow."), "**/api/translate");
            JsonNode translation = JsonNode.Parse(await answer.TextAsync())!;
            await Expect(page.Locator(".output")).ToHaveTextAsync((string)translation["sentences"]![0]!["hypotheses"]![0]!["text"]!);
            await page.Locator(".word").First.ClickAsync();
            await Expect(page.Locator(".option")).ToHaveCountAsync(8);
            await page.Locator(".option").Nth(2).ClickAsync();
            await Expect(page.Locator(".word.forced").First).ToBeVisibleAsync();

            IResponse traced = await page.RunAndWaitForResponseAsync(() => page.Locator(".inspect-links button").First.ClickAsync(), "**/api/trace");
            JsonNode trace = JsonNode.Parse(await traced.TextAsync())!;
            await Expect(page.GetByRole(AriaRole.Tablist)).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Tab, new() { Name = "Attention" }).ClickAsync();
            ILocator figure = page.Locator(".attention-large .figure");
            await figure.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            float[] expected = [.. trace["attention"]!["encoder"]![0]![0]!["weights"]!.AsArray().SelectMany(row => row!.AsArray()).Select(weight => (float)weight!)];
            string[] shown = [.. await figure.Locator("tbody td:not(:last-child)").AllTextContentsAsync()];
            Assert.Equal(expected, shown.Select(text => float.Parse(text, CultureInfo.InvariantCulture)));
            await page.GetByRole(AriaRole.Button, new() { Name = "Switch this head off" }).ClickAsync();
            await Expect(page.Locator(".change-table")).ToBeVisibleAsync();
            foreach (string tab in new[] { "Tokens", "Positions", "Masks", "Decoding", "Cache" })
            {
                await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
                await Expect(page.Locator(".figure").First).ToBeVisibleAsync();
            }

            await page.GetByRole(AriaRole.Link, new() { Name = "Training" }).ClickAsync();
            await Expect(page.GetByText("There is no run to watch.")).ToBeVisibleAsync();
        });
    }

    public void Dispose() => folder.Dispose();
}
