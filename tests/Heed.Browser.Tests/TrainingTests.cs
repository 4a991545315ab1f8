using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>A run that is watched while it goes on.</summary>
public sealed class TrainingTests(Chromium browser)
{
    [Fact]
    public async Task ARunIsShownAndGrows()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(new Uri(server.Address, "#/training"), async page =>
        {
            await Expect(page.Locator(".figure h3")).ToHaveTextAsync(["Loss", "Learning rate", "Gradient norm", "Gradient norm by layer", "Tokens per second", "Validation: bleu", "Samples at step 1,000"]);
            await Expect(page.Locator(".run-status")).ToContainTextAsync("1,000 / 2,000");
            await Expect(page.Locator(".sample dd")).ToHaveTextAsync(["A dog <b>runs</b>.", "Ein Hund rennt.", "Ein Hund läuft."]);
            server.Run.Interval(1050);
            await Expect(page.Locator(".run-status")).ToContainTextAsync("1,050 / 2,000");
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuemax", "1050");
            server.Run.Restart(500);
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuemax", "500");
        });
    }

    [Fact]
    public async Task ZoomAndSelectionOutliveNewDataAndAReload()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(new Uri(server.Address, "#/training"), async page =>
        {
            await page.GetByLabel("Run", new() { Exact = true }).SelectOptionAsync("second");
            await Expect(Loss(page)).ToBeVisibleAsync();
            LocatorBoundingBoxResult box = (await Loss(page).BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + box.Width * 0.4f, box.Y + 60);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(box.X + box.Width * 0.7f, box.Y + 60, new() { Steps = 4 });
            await page.Mouse.UpAsync();
            await page.WaitForURLAsync("**from=*");
            await Loss(page).ClickAsync();
            await page.WaitForURLAsync("**at=*");
            string address = page.Url;
            Assert.Contains("run=second", address, StringComparison.Ordinal);
            string? selected = await Loss(page).GetAttributeAsync("aria-valuenow");
            string[] ticks = [.. await Ticks(page).AllTextContentsAsync()];

            server.Run.Interval(1050);
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuemax", "1050");
            await page.ReloadAsync();
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuemax", "1050");
            Assert.Equal(address, page.Url);
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuenow", selected!);
            await Expect(Ticks(page)).ToHaveTextAsync(ticks);
            await page.GetByRole(AriaRole.Button, new() { Name = "Whole run" }).ClickAsync();
            await Expect(Ticks(page)).Not.ToHaveTextAsync(ticks);
        });
    }

    [Fact]
    public async Task TheRawCurveIsAlwaysDrawn()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(new Uri(server.Address, "#/training"), async page =>
        {
            ILocator curves = page.Locator(".figure").First.Locator(".line-chart path.series");
            await Expect(curves).ToHaveCountAsync(2);
            string? raw = await curves.First.GetAttributeAsync("d");
            await page.GetByRole(AriaRole.Slider, new() { Name = "Smoothing" }).FillAsync("0.9");
            await Expect(curves).ToHaveCountAsync(4);
            Assert.Equal(raw, await curves.First.GetAttributeAsync("d"));
            Assert.NotEqual(raw, await curves.Nth(1).GetAttributeAsync("d"));
        });
    }

    [Fact]
    public async Task StepsAreChosenByKeyboard()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(new Uri(server.Address, "#/training"), async page =>
        {
            await Loss(page).FocusAsync();
            await page.Keyboard.PressAsync("Home");
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuenow", "50");
            await page.Keyboard.PressAsync("ArrowRight");
            await Expect(Loss(page)).ToHaveAttributeAsync("aria-valuetext", "Step 100: training 7.6, training, without smoothing of labels 7.1");
            await page.Keyboard.PressAsync("+");
            await page.WaitForURLAsync("**from=*");
            await page.Keyboard.PressAsync("0");
            await page.WaitForURLAsync("**at=100");
        });
    }

    private static ILocator Loss(IPage page) => page.GetByRole(AriaRole.Slider, new() { Name = "Loss" });

    private static ILocator Ticks(IPage page) => page.Locator(".figure").First.Locator(".tick-x");
}
