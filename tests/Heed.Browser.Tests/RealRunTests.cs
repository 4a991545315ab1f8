using Heed.Browser.Tests.Support;
using Heed.Server;
using Heed.Server.Tests.Runs;
using Heed.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Heed.Browser.Tests;

/// <summary>A run's folder, watched through the real server.</summary>
public sealed class RealRunTests(Chromium browser) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeRun run = new();

    [Fact]
    public async Task WhatTheRunWritesIsShownAndWhatItTakesBackIsGone()
    {
        Assert.SkipUnless(Chromium.Program is not null, Chromium.Missing);
        run.Append("""{"step":50,"loss":6.5,"gradient_norms":{"encoder.layers.0":0.5}}""", """{"step":100,"loss":5.5}""");
        var options = new ServerOptions { Models = [new ModelSource(TinyModels.Translator(folder.File("en-de")))], Port = 0, Runs = run.Runs };
        await using WebApplication app = HeedServer.Build(options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using FileStream held = run.Lock();
        await browser.Visit(new Uri(new Uri(app.Urls.Single()), "#/training"), async page =>
        {
            ILocator loss = page.GetByRole(AriaRole.Slider, new() { Name = "Loss" });
            await Expect(loss).ToHaveAttributeAsync("aria-valuemax", "100");
            await Expect(page.Locator(".run-status")).ToContainTextAsync("100 / 5,400");
            run.Append("""{"step":150,"loss":5.0}""", """{"step":150,"samples":[{"source":"A dog.","reference":"Ein Hund.","hypothesis":"Ein <i>Hut</i>."}]}""");
            await Expect(loss).ToHaveAttributeAsync("aria-valuemax", "150");
            await Expect(page.Locator(".sample dd").Last).ToHaveTextAsync("Ein <i>Hut</i>.");
            run.Cut(1);
            run.Append("""{"step":75,"loss":6.0}""");
            await Expect(loss).ToHaveAttributeAsync("aria-valuemax", "75");
        });
    }

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }
}
