using Microsoft.Extensions.Hosting;

namespace Heed.Server.Operations;

/// <summary>The server begins and ends when its owner says so; signals are the owner's too.</summary>
internal sealed class OwnLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
