using System.Globalization;
using Heed.Browser.Tests.Support;
using Heed.Models;
using Heed.Models.Inspection;
using Heed.Models.Inspection.Positions;
using Heed.Server.Inspection.Export;
using Heed.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>What <c>heed inspect --html</c> writes, opened as a file.</summary>
public sealed class InspectionFileTests(Chromium browser) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task EveryViewWorksWithoutAServer()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Missing);
        using var translator = Translator.Load(TinyModels.Translator(folder.File("en-de")));
        TranslationTrace trace = TranslationInspector.Inspect(translator, "Two </script><b>dogs</b> play.", new InspectionOptions { HeadEffects = true });
        string file = folder.File("page.html");
        await File.WriteAllTextAsync(file, InspectionPage.Create(trace with { Positions = PositionViews.All(16, 16) }), TestContext.Current.CancellationToken);
        await browser.Visit(new Uri(file), async page =>
        {
            await Expect(page.Locator(".sentence-pair")).ToContainTextAsync(trace.SourceText);
            foreach (string tab in new[] { "Positions", "Masks", "Decoding", "Cache", "Tokens", "Attention" })
            {
                await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
                await Expect(page.Locator(".figure").First).ToBeVisibleAsync();
            }

            ILocator figure = page.Locator(".attention-large .figure");
            await figure.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            string[] shown = [.. await figure.Locator("tbody td:not(:last-child)").AllTextContentsAsync()];
            Assert.Equal(trace.Attention.Encoder[0][0].Weights.SelectMany(row => row), shown.Select(text => float.Parse(text, CultureInfo.InvariantCulture)));
        });
    }

    public void Dispose() => folder.Dispose();
}
