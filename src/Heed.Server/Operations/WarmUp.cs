using Heed.Server.Engines;
using Microsoft.Extensions.Hosting;

namespace Heed.Server.Operations;

/// <summary>Runs every model once behind the start, so that the first client does not pay for code and memory that were never used.</summary>
internal sealed class WarmUp(ModelHub hub, IHostApplicationLifetime lifetime) : BackgroundService
{
    private volatile bool isDone;

    /// <summary>Whether every model has answered, and the server is not stopping.</summary>
    public bool IsReady => isDone && !lifetime.ApplicationStopping.IsCancellationRequested;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                [.. hub.Translators.Select(engine => Run(engine, stoppingToken)), .. hub.Generators.Select(engine => engine.WarmUpAsync(stoppingToken))]).ConfigureAwait(false);
            isDone = true;
        }
        catch (Exception exception) when (stoppingToken.IsCancellationRequested && exception is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops before it was warm: nothing to report, least of all as an error.
        }
    }

    private static async Task Run(TranslationEngine engine, CancellationToken cancellation) =>
        await engine.TranslateAsync(["1 2 3"], engine.Search with { MaximumLengthExtra = 4 }, cancellation: cancellation).ConfigureAwait(false);
}
