using Heed.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Heed.Browser.Tests.Support;

/// <summary>The machine's own Chromium, driven through Playwright, which brings the program that drives it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Why the tests that need a browser do not run.</summary>
    public const string Missing = "No Chromium was found; install Debian's package chromium, or name the program in HEED_CHROMIUM.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Program { get; } = Find();

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    /// <summary>
    /// Opens an address, lets <paramref name="act"/> do its part, and fails if the page wrote an error to the console, threw, opened a dialog,
    /// or asked anything of another origin.
    /// </summary>
    internal async Task Visit(Uri address, Func<IPage, Task> act, Appearance? appearance = null, string? expectedError = null)
    {
        Assert.SkipUnless(browser is not null, Missing);
        appearance ??= new Appearance();
        await using IBrowserContext context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = appearance.Width, Height = appearance.Width < 600 ? 700 : 950 },
            ColorScheme = appearance.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = appearance.Language == "zh" ? "zh-CN" : "en-US",
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(15_000);
        IPage page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => Complain(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => Complain(true, $"exception: {error}");
        page.Dialog += (_, dialog) => Complain(true, $"dialog: {dialog.Message}");
        page.Request += (_, request) => Complain(!IsOwn(request.Url), $"request to {request.Url}");
        await page.GotoAsync(address.ToString());
        await act(page);
        lock (complaints)
        {
            Assert.Empty(complaints);
        }

        void Complain(bool really, string text)
        {
            if (really && (expectedError is null || !text.Contains(expectedError, StringComparison.Ordinal)))
            {
                lock (complaints)
                {
                    complaints.Add(text);
                }
            }
        }

        bool IsOwn(string url) => url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("HEED_CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException($"HEED_CHROMIUM names {named}, which does not exist.");
        }

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>How the reader has set up the browser.</summary>
internal sealed record Appearance(int Width = 1440, bool IsDark = false, string Language = "en", bool WithAxe = false)
{
    public override string ToString() => $"{Width}-{(IsDark ? "dark" : "light")}-{Language}";
}
