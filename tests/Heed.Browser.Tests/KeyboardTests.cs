using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>A whole walk through the page without a mouse.</summary>
public sealed class KeyboardTests(Chromium browser)
{
    [Fact]
    public async Task EverythingIsReachedByKeyboard()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(server.Address, async page =>
        {
            await Expect(page.GetByLabel("Into")).ToHaveValueAsync("de");
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();

            // Translate.
            await TabTo(page, "textarea");
            await page.Keyboard.TypeAsync("Two red dogs.");
            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(page.Locator(".output")).ToHaveTextAsync("TWO RED DOGS.");

            // A word, its alternatives, one of them. The words are one stop of the Tab key.
            await TabTo(page, ".word");
            await page.Keyboard.PressAsync("ArrowRight");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "RED" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".option").First).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "RED" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".option").First).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".output")).ToHaveTextAsync("TWO forced901 DOGS.");

            // Into the model.
            await TabTo(page, ".inspect-links button");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Tablist)).ToBeVisibleAsync();
            await TabTo(page, "[role=tab]");
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowRight");
            await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Attention" })).ToHaveAttributeAsync("aria-selected", "true");

            // A head of the overview, then a cell of it.
            await TabTo(page, ".thumbnail");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".attention-large h3")).ToHaveTextAsync("Encoder, layer 2, head 2");
            await TabTo(page, ".grid-cell");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("End");
            await Expect(page.Locator(".grid-cell")).ToHaveAttributeAsync("aria-colindex", "9");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**q=1&k=8*");
            await Expect(page.Locator(".cell-detail h4")).ToHaveTextAsync("▁dogs → </s>");
            await TabTo(page, ".off-switch button");
            await page.Keyboard.PressAsync("Space");
            await Expect(page.Locator(".change-table")).ToBeVisibleAsync();

            // The tree.
            await page.GetByRole(AriaRole.Tab, new() { Name = "Attention" }).FocusAsync();
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowRight");
            await TabTo(page, "[role=treeitem]");
            await page.Keyboard.PressAsync("Home");
            await page.Keyboard.PressAsync("ArrowRight");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**node=2*");
            await TabTo(page, "[type=range]");
        });
    }

    [Fact]
    public async Task TheFocusCanLeaveEverythingItEnters()
    {
        await using StubServer server = await StubServer.Start();
        foreach (string view in new[] { "translate", "inspect/attention", "training" })
        {
            await browser.Visit(new Uri(server.Address, $"#/{view}"), async page =>
            {
                await page.WaitForTimeoutAsync(500);
                var seen = new List<string>();
                for (int stop = 0; stop < 60 && !seen.Contains("BODY"); stop++)
                {
                    await page.Keyboard.PressAsync("Tab");
                    seen.Add(await page.EvaluateAsync<string>("document.activeElement.tagName"));
                }

                Assert.Contains("BODY", seen);
            });
        }
    }

    private static async Task TabTo(IPage page, string selector)
    {
        for (int stop = 0; stop < 40; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("(selector) => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Tab never came to {selector}.");
    }
}
