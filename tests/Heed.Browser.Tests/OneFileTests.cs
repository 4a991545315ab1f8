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

/// <summary>The file that <c>heed inspect --html</c> writes, opened from the disk.</summary>
public sealed class OneFileTests(Chromium browser) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task EveryViewWorksWithoutAServer()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Missing);
        const string Sentence = "Two dogs </script><img src=x onerror=\"window.broken = 1\"> play.";
        TranslationTrace trace = Record(Sentence);
        string file = folder.File("page.html");
        await File.WriteAllTextAsync(file, InspectionPage.Create(trace with { Positions = PositionViews.All(8, 8) }), TestContext.Current.CancellationToken);
        await browser.Visit(new Uri(file), async page =>
        {
            await Expect(page.Locator(".sentence-pair")).ToContainTextAsync(Sentence);
            await Expect(page).ToHaveTitleAsync($"{Sentence} · Heed");
            foreach (string tab in new[] { "Tokens", "Positions", "Masks", "Decoding", "Cache", "Attention" })
            {
                await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
                await Expect(page.Locator(".figure").First).ToBeVisibleAsync();
            }

            await page.Locator(".attention-large").GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            string[] shown = [.. await page.Locator(".attention-large tbody td:not(:last-child)").AllTextContentsAsync()];
            float[] expected = [.. trace.Attention.Encoder[0][0].Weights.SelectMany(row => row)];
            Assert.Equal(expected, shown.Select(text => float.Parse(text, CultureInfo.InvariantCulture)));
            Assert.False(await page.EvaluateAsync<bool>("'broken' in window"));

            // Where one was is in the address, of a file too.
            await page.GetByRole(AriaRole.Tab, new() { Name = "Cache" }).ClickAsync();
            await page.ReloadAsync();
            await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Cache" })).ToHaveAttributeAsync("aria-selected", "true");
            await page.GoBackAsync();
            await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Attention" })).ToHaveAttributeAsync("aria-selected", "true");
        });
    }

    public void Dispose() => folder.Dispose();

    private TranslationTrace Record(string sentence)
    {
        using Translator translator = Translator.Load(TinyModels.Translator(folder.File("en-de")));
        return TranslationInspector.Inspect(translator, sentence, new InspectionOptions { HeadEffects = true });
    }
}
