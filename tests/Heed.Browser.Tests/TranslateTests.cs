using System.Text.Json.Nodes;
using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>The view in which one translates.</summary>
public sealed class TranslateTests(Chromium browser)
{
    // Longer than the pause after which the page translates.
    private const int AfterThePause = 900;

    [Fact]
    public async Task TypingIsTranslatedOnceAfterAPause()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).PressSequentiallyAsync("Two dogs play.", new LocatorPressSequentiallyOptions { Delay = 30 });
            await Expect(Output(page)).ToHaveTextAsync("TWO DOGS PLAY.");
            await page.WaitForTimeoutAsync(AfterThePause);
            JsonNode request = Assert.Single(server.Translations);
            Assert.Equal("Two dogs play.", (string?)request["q"]);
            Assert.Equal("auto", (string?)request["source"]);
            await Expect(page.Locator("select").Nth(2)).ToContainTextAsync("Detected: English");
            await Expect(page.Locator("#live")).ToHaveTextAsync("Translated: TWO DOGS PLAY.");
        });
    }

    [Fact]
    public async Task ControlEnterTranslatesAtOnce()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Expect(page.GetByLabel("Into")).ToHaveValueAsync("de");
            await Source(page).FillAsync("A.");
            await Source(page).PressAsync("Control+Enter");
            await Expect(Output(page)).ToHaveTextAsync("A.");
            await page.WaitForTimeoutAsync(AfterThePause);
            Assert.Single(server.Translations);
        });
    }

    [Fact]
    public async Task NothingIsTranslatedWhileAnInputMethodComposes()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).DispatchEventAsync("compositionstart");
            await Source(page).FillAsync("ni hao");
            await page.WaitForTimeoutAsync(AfterThePause);
            Assert.Empty(server.Translations);
            await Source(page).FillAsync("你好");
            await Source(page).DispatchEventAsync("compositionend");
            await Expect(Output(page)).ToHaveTextAsync("你好");
            Assert.Equal("你好", (string?)Assert.Single(server.Translations)["q"]);
        });
    }

    [Fact]
    public async Task ALateAnswerNeverOverwritesANewerOne()
    {
        await using StubServer server = await StubServer.Start();
        server.Delay = text => TimeSpan.FromMilliseconds(text == "slow" ? 3000 : 0);
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("slow");
            await page.WaitForRequestAsync("**/api/translate");
            await Source(page).FillAsync("fast");
            await Expect(Output(page)).ToHaveTextAsync("FAST");
            await page.WaitForTimeoutAsync(3000);
            await Expect(Output(page)).ToHaveTextAsync("FAST");
            Assert.Equal(1, server.Aborted);
        });
    }

    [Fact]
    public async Task FastTypingAgainstASlowServerEndsWithTheLastText()
    {
        await using StubServer server = await StubServer.Start();
        int turn = 0;
        server.Delay = _ => TimeSpan.FromMilliseconds(1200 - 400 * Math.Min(2, turn++)); // each faster than the one before
        await browser.Visit(server.Address, async page =>
        {
            foreach (string text in new[] { "one", "one two", "one two three" })
            {
                await Source(page).FillAsync(text);
                await Source(page).PressAsync("Control+Enter");
                await page.WaitForTimeoutAsync(60);
            }

            await Expect(Output(page)).ToHaveTextAsync("ONE TWO THREE");
            await page.WaitForTimeoutAsync(1500);
            await Expect(Output(page)).ToHaveTextAsync("ONE TWO THREE");
        });
    }

    [Fact]
    public async Task AnErrorIsASentenceOnThePage()
    {
        await using StubServer server = await StubServer.Start();
        server.Error = text => text == "too long" ? (413, "The text has 9 characters, but only 8 are allowed.") : null;
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("too long");
            await Expect(page.Locator(".error")).ToHaveTextAsync("The text has 9 characters, but only 8 are allowed.");
            await Source(page).FillAsync("short");
            await Expect(Output(page)).ToHaveTextAsync("SHORT");
            await Expect(page.Locator(".error")).ToHaveCountAsync(0);
        }, expectedError: "status of 413");
    }

    [Fact]
    public async Task AServerThatIsGoneIsASentenceToo()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Expect(page.GetByLabel("Into")).ToHaveValueAsync("de");
            await server.Stop();
            await Source(page).FillAsync("Is anybody there?");
            await Expect(page.Locator(".error")).ToHaveTextAsync("The server cannot be reached; is it still running?");
        }, expectedError: "net::ERR");
    }

    [Fact]
    public async Task SwappingExchangesLanguagesAndTexts()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await page.GetByLabel("Into").SelectOptionAsync("de");
            await Source(page).FillAsync("Two dogs.");
            await Expect(Output(page)).ToHaveTextAsync("TWO DOGS.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Swap languages" }).ClickAsync();
            await Expect(Source(page)).ToHaveValueAsync("TWO DOGS.");
            await Expect(page.GetByLabel("From")).ToHaveValueAsync("de");
            await Expect(page.GetByLabel("Into")).ToHaveValueAsync("en");
            await Expect(Output(page)).ToHaveTextAsync("TWO DOGS.");
            Assert.Equal("de", (string?)server.Translations.Last()["source"]);

            // No model leads back from Chinese.
            await page.GetByLabel("From").SelectOptionAsync("en");
            await page.GetByLabel("Into").SelectOptionAsync("zh");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Swap languages" })).ToHaveAttributeAsync("aria-disabled", "true");
        });
    }

    [Fact]
    public async Task AWordShowsAlternativesAndTheTranslationGoesOnFromTheChosenOne()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("First one.\n\nTwo red dogs.");
            await Expect(Output(page)).ToHaveTextAsync("FIRST ONE.\n\nTWO RED DOGS.", new() { UseInnerText = true });
            await page.GetByRole(AriaRole.Button, new() { Name = "RED" }).ClickAsync();
            ILocator options = page.Locator(".option");
            await Expect(options).ToHaveTextAsync(["eins50.0 %", "zwei25.0 %", "drei16.7 %"]);
            await options.Nth(1).ClickAsync();
            await Expect(Output(page)).ToHaveTextAsync("FIRST ONE.\n\nTWO forced901 DOGS.", new() { UseInnerText = true });
            Assert.Equal("[[],[10,901]]", server.Translations.Last()["prefix"]!.ToJsonString());
            await page.GetByRole(AriaRole.Button, new() { Name = "Undo choice" }).ClickAsync();
            await Expect(Output(page)).ToHaveTextAsync("FIRST ONE.\n\nTWO RED DOGS.", new() { UseInnerText = true });
        });
    }

    [Fact]
    public async Task OtherTranslationsCanTakeThePlaceOfTheBest()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("Two dogs");
            await page.GetByLabel("Translations").SelectOptionAsync("3");
            ILocator others = page.Locator(".hypothesis");
            await Expect(others).ToHaveTextAsync(["TWO DOGS−0.25", "TWO DOGS 2−0.5", "TWO DOGS 3−0.75"]);
            await others.Nth(2).ClickAsync();
            await Expect(Output(page)).ToHaveTextAsync("TWO DOGS 3");
        });
    }

    [Fact]
    public async Task CountsCopyAndClear()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("Zwei 🐕 bellen.");
            await Expect(page.GetByText("14 characters · 2 words")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
            await Expect(page.Locator("#live")).ToHaveTextAsync("Copied");
            Assert.Equal("ZWEI 🐕 BELLEN.", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
            await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
            await Expect(Source(page)).ToHaveValueAsync("");
            await Expect(Source(page)).ToBeFocusedAsync();
            await Expect(Output(page)).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task AReloadKeepsTheTextAndNothingOfItIsInTheAddress()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Source(page).FillAsync("A secret.");
            await Expect(Output(page)).ToHaveTextAsync("A SECRET.");
            Assert.DoesNotContain("ecret", page.Url, StringComparison.Ordinal);
            await page.ReloadAsync();
            await Expect(Source(page)).ToHaveValueAsync("A secret.");
            await Expect(Output(page)).ToHaveTextAsync("A SECRET.");
        });
    }

    [Fact]
    public async Task AServerThatWantsAKeyIsGivenOne()
    {
        await using StubServer server = await StubServer.Start();
        server.Key = "open sesame";
        await browser.Visit(server.Address, async page =>
        {
            await Expect(page.Locator(".error")).ToHaveTextAsync("Please contact the server operator to get an API key");
            await page.GetByLabel("Key of this server").FillAsync("open sesame");
            await page.Keyboard.PressAsync("Enter");
            await Source(page).FillAsync("With a key.");
            await Expect(Output(page)).ToHaveTextAsync("WITH A KEY.");
            await page.GetByRole(AriaRole.Link, new() { Name = "Training" }).ClickAsync();
            await Expect(page.Locator(".run-status")).ToContainTextAsync("1,000 / 2,000");
            Assert.DoesNotContain("sesame", page.Url, StringComparison.Ordinal);
        }, expectedError: "status of 400");
    }

    private static ILocator Source(IPage page) => page.Locator("textarea");

    private static ILocator Output(IPage page) => page.Locator(".output");
}
