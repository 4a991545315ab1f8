using System.Globalization;
using System.Text.Json.Nodes;
using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>The views on a recorded translation show its numbers.</summary>
public sealed class InspectTests(Chromium browser)
{
    [Fact]
    public async Task TokensShowPiecesIdsAndMerges()
    {
        await Look("tokens", async page =>
        {
            ILocator pieces = page.Locator(".figure").First.Locator(".pieces .piece");
            JsonArray expected = Canned.Trace["source"]!["pieces"]!.AsArray();
            await Expect(pieces).ToHaveTextAsync([.. expected.Select(piece => $"{piece!["piece"]}{piece["id"]}")]);
            await page.GetByRole(AriaRole.Button, new() { Name = "▁dogs" }).ClickAsync();
            ILocator steps = page.Locator(".figure").First.Locator(".merge-steps li");
            await Expect(steps).ToHaveCountAsync(5);
            await Expect(steps.Nth(4).Locator(".chip")).ToHaveTextAsync(["▁dogs"]);
            await Expect(steps.Nth(2).Locator(".merged")).ToHaveTextAsync("og");
            await page.Locator(".figure").First.GetByRole(AriaRole.Slider).FillAsync("1");
            await Expect(steps.Nth(2)).ToBeHiddenAsync();
        });
    }

    [Theory]
    [InlineData("encoder", 0, 0)]
    [InlineData("decoder", 3, 2)]
    [InlineData("cross", 1, 3)]
    public async Task AttentionValuesAreThoseOfTheTrace(string part, int layer, int head)
    {
        await Look($"attention?part={part}&layer={layer}&head={head}", async page =>
        {
            ILocator figure = page.Locator(".attention-large .figure");
            await figure.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            JsonArray weights = Canned.Trace["attention"]![part]![layer]![head]!["weights"]!.AsArray();
            JsonNode mask = Canned.Trace["masks"]![part]!;
            IReadOnlyList<ILocator> rows = await figure.Locator("tbody tr").AllAsync();
            Assert.Equal(weights.Count, rows.Count);
            for (int query = 0; query < rows.Count; query++)
            {
                string[] cells = [.. await rows[query].Locator("td").AllTextContentsAsync()];
                float[] expected = [.. weights[query]!.AsArray().Select(weight => (float)weight!)];
                for (int key = 0; key < expected.Length; key++)
                {
                    bool isVisible = key >= (int)mask["first"]![query]! && key <= (int)mask["last"]![query]!;
                    float? wanted = isVisible ? expected[key] : null;
                    float? shown = cells[key].Length == 0 ? null : float.Parse(cells[key], CultureInfo.InvariantCulture);
                    Assert.Equal(wanted, shown);
                }

                Assert.Equal(1, double.Parse(cells[^1], CultureInfo.InvariantCulture), 1e-5);
            }
        });
    }

    [Fact]
    public async Task ACellShowsItsComputationAndIsLockedByAClick()
    {
        await Look("attention?part=cross&layer=0&head=0", async page =>
        {
            ILocator grid = page.GetByRole(AriaRole.Grid, new() { Name = "Cross, layer 1, head 1" });
            LocatorBoundingBoxResult box = (await grid.BoundingBoxAsync())!;
            (int query, int key) = (2, 3);
            float x = box.Width / 9 * (key + 0.5f);
            float y = box.Height / 7 * (query + 0.5f);
            await grid.ClickAsync(new() { Position = new() { X = x, Y = y } });
            JsonNode attention = Canned.Trace["attention"]!["cross"]![0]![0]!;
            ILocator detail = page.Locator(".cell-detail");
            await Expect(detail.Locator("[data-weight]")).ToHaveAttributeAsync("data-weight", attention["weights"]![query]![key]!.ToJsonString());
            double product = (double)attention["products"]![query]![key]!;
            await Expect(detail.Locator("td").First).ToHaveTextAsync(Short(product));
            await Expect(detail.Locator("td").Nth(1)).ToHaveTextAsync(Short(product * (double)Canned.Trace["attention"]!["scale"]!));
            await Expect(detail.Locator(".row-sum")).ToContainTextAsync("sum to 1.00000");
            Assert.Contains("q=2&k=3", page.Url, StringComparison.Ordinal);

            // Elsewhere the pointer previews; away from the grid, the locked cell is back, also after a reload.
            await grid.HoverAsync(new() { Position = new() { X = 3, Y = 3 } });
            await Expect(detail.Locator("[data-weight]")).ToHaveAttributeAsync("data-weight", attention["weights"]![0]![0]!.ToJsonString());
            await page.Mouse.MoveAsync(5, 5);
            await page.ReloadAsync();
            await Expect(detail.Locator("[data-weight]")).ToHaveAttributeAsync("data-weight", attention["weights"]![query]![key]!.ToJsonString());
        });

        static string Short(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
    }

    [Fact]
    public async Task TheOverviewPreviewsAndLocksAHead()
    {
        await Look("attention?part=encoder", async page =>
        {
            ILocator title = page.Locator(".attention-large h3");
            await page.GetByRole(AriaRole.Gridcell, new() { Name = "Layer 2, head 3" }).HoverAsync();
            await Expect(title).ToHaveTextAsync("Encoder, layer 2, head 3");
            await page.Mouse.MoveAsync(5, 5);
            await Expect(title).ToHaveTextAsync("Encoder, layer 1, head 1");
            await page.GetByRole(AriaRole.Gridcell, new() { Name = "Layer 3, head 4" }).ClickAsync();
            await page.Mouse.MoveAsync(5, 5);
            await page.GetByRole(AriaRole.Tab, new() { Name = "Attention" }).FocusAsync();
            await Expect(title).ToHaveTextAsync("Encoder, layer 3, head 4");
            await page.GetByLabel("Attention", new() { Exact = true }).And(page.Locator("select")).SelectOptionAsync("cross");
            await Expect(title).ToHaveTextAsync("Cross, layer 1, head 1");
        });
    }

    [Fact]
    public async Task SwitchingAHeadOffShowsTheChange()
    {
        await using StubServer server = await StubServer.Start();
        await Look(server, "attention?part=decoder&layer=1&head=2", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Switch this head off" }).ClickAsync();
            int pieces = Canned.Trace["target"]!["pieces"]!.AsArray().Count;
            await Expect(page.Locator(".change-table .total td").Last).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"−{0.5 * pieces:F3}"));
            JsonNode request = server.Traces.Last();
            Assert.Equal("""[{"part":"decoder","layer":1,"head":2}]""", request["off"]!.ToJsonString());
            Assert.Equal(Canned.Trace["target"]!["pieces"]!.AsArray().SkipLast(1).Select(piece => (int)piece!["id"]!), request["targetIds"]!.AsArray().Select(id => (int)id!));
            await Expect(page.Locator(".thumbnail.off")).ToHaveCountAsync(1);
            await page.GetByRole(AriaRole.Button, new() { Name = "Switch this head off" }).ClickAsync();
            await Expect(page.Locator(".change-table")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task MaskedCellsAreEmptyInTheTableAndHatchedInThePicture()
    {
        await Look("masks?part=decoder", async page =>
        {
            ILocator figure = page.Locator(".figure").Filter(new() { HasText = "Weights after the softmax" }).First;
            string[] colours = await figure.Locator("canvas").First.EvaluateAsync<string[]>(
                """
                (canvas) => {
                    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                    const size = width / 7;
                    const colour = (x, y) => data.slice((Math.floor(y) * width + Math.floor(x)) * 4).slice(0, 4).join();
                    const at = (row, column) => new Set(Array.from({ length: 64 }, (_, i) => colour((column + 0.2 + 0.08 * (i % 8)) * size, (row + 0.2 + 0.08 * (i >> 3)) * size))).size;
                    return [at(2, 0), at(0, 5)].map((number) => number > 1 ? "hatched" : "plain");
                }
                """);
            Assert.Equal(["plain", "hatched"], colours);
            await figure.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            string[] first = [.. await figure.Locator("tbody tr").First.Locator("td").AllTextContentsAsync()];
            Assert.Equal("1", first[0]);
            Assert.All(first[1..], text => Assert.Equal("", text));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "In a batch with a longer sentence" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task TheSumsOfTheBeamTreeAreTheScores()
    {
        await Look("decoding", async page =>
        {
            JsonArray hypotheses = Canned.Trace["decoding"]!["hypotheses"]!.AsArray();
            foreach (JsonNode? hypothesis in hypotheses)
            {
                int node = (int)hypothesis!["node"]!;
                await page.Locator(".bars .link").Nth(hypotheses.IndexOf(hypothesis)).ClickAsync();
                await page.WaitForURLAsync($"**node={node}*");
                string sum = (await page.Locator(".path-detail [data-sum]").Last.GetAttributeAsync("data-sum"))!;
                Assert.Equal((float)hypothesis["total"]!, float.Parse(sum, CultureInfo.InvariantCulture));
                Assert.Equal((float)hypothesis["score"]!, (float)hypothesis["total"]! / (int)hypothesis["length"]!, 1e-6f);
            }

            int pruned = Canned.Trace["decoding"]!["nodes"]!.AsArray().Count(node => (string?)node!["state"] == "pruned");
            await Expect(page.Locator(".node.pruned")).ToHaveCountAsync(pruned);
            await page.GetByRole(AriaRole.Button, new() { Name = "Show what was given up" }).ClickAsync();
            await Expect(page.Locator(".node.pruned")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task TheLengthPenaltyRanksAgain()
    {
        await Look("decoding", async page =>
        {
            ILocator slider = page.GetByRole(AriaRole.Slider, new() { Name = "Length penalty" });
            foreach (double alpha in new[] { 0, 1, 2 })
            {
                await slider.FillAsync(alpha.ToString(CultureInfo.InvariantCulture));
                string[] expected = [.. Canned.Trace["decoding"]!["hypotheses"]!.AsArray()
                    .OrderByDescending(item => (double)item!["total"]! / Math.Pow((int)item["length"]!, alpha))
                    .Select(item => (string)item!["text"]! is { Length: > 0 } text ? text : "(nothing)")];
                await Expect(page.Locator(".bars .link")).ToHaveTextAsync(expected);
            }
        });
    }

    [Fact]
    public async Task PositionsShowEveryKind()
    {
        await Look("positions", async page =>
        {
            ILocator kinds = page.GetByLabel("Positions", new() { Exact = true }).And(page.Locator("select"));
            await Expect(kinds).ToHaveValueAsync("sinusoidal");
            await Expect(page.Locator(".figure h3")).ToHaveTextAsync(["What is added", "By distance"]);
            await kinds.SelectOptionAsync("alibi");
            await Expect(page.Locator(".figure h3")).ToHaveTextAsync(["By distance", "By distance, for each head", "What is added to the scores"]);
            await kinds.SelectOptionAsync("none");
            await Expect(page.Locator(".figure")).ToHaveCountAsync(0);
            await page.ReloadAsync();
            await Expect(kinds).ToHaveValueAsync("none");
        });
    }

    [Fact]
    public async Task TheCacheCountsRowsAndBytes()
    {
        await Look("cache", async page =>
        {
            ILocator figure = page.Locator(".figure").Last;
            await figure.GetByRole(AriaRole.Button, new() { Name = "Table" }).ClickAsync();
            foreach (JsonNode? step in Canned.Trace["cache"]!["steps"]!.AsArray())
            {
                await Expect(figure.Locator("tbody tr").Nth((int)step!["step"]!).Locator("td")).ToHaveTextAsync([$"{step["selfBytes"]}", $"{step["crossBytes"]}"]);
            }
        });
    }

    [Fact]
    public async Task ATableIsAlsoAFile()
    {
        await Look("attention?part=encoder&layer=0&head=0", async page =>
        {
            IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".attention-large .figure").GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
            Assert.Equal("attention-encoder-0-0.csv", download.SuggestedFilename);
            string[] lines = File.ReadAllText(await download.PathAsync()).Split("\r\n");
            Assert.Equal("queries \\ keys,▁Two,▁dogs,▁are,▁playing,▁in,▁the,▁snow,.,</s>,row sum", lines[0]);
            Assert.Equal((float)Canned.Trace["attention"]!["encoder"]![0]![0]!["weights"]![0]![0]!, float.Parse(lines[1].Split(',')[1], CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public async Task ATraceInsideThePageNeedsNoServer()
    {
        await using StubServer server = await StubServer.Start();
        await browser.Visit(new Uri(server.Address, "embedded.html#/inspect/attention"), async page =>
        {
            await Expect(page.Locator(".sentence-pair")).ToContainTextAsync("Zwei Hunde spielen im Schnee.");
            await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Look inside"]);
            await Expect(page.Locator(".attention-large")).ToContainTextAsync("Without this head alone the log-probability of the translation changes by −0.007904");
            Assert.Empty(server.Traces);
        });
    }

    private async Task Look(string panel, Func<IPage, Task> act)
    {
        await using StubServer server = await StubServer.Start();
        await Look(server, panel, act);
    }

    private Task Look(StubServer server, string panel, Func<IPage, Task> act) => browser.Visit(new Uri(server.Address, $"#/inspect/{panel}"), async page =>
    {
        await page.GetByLabel("Sentence").FillAsync((string)Canned.Trace["sourceText"]!);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Look inside" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tablist)).ToBeVisibleAsync();
        await act(page);
    });
}
