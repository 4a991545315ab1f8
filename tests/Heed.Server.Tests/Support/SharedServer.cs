using Heed.Server.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Heed.Server.Tests.Support;

/// <summary>Models on disk for all tests, and one server with the usual options for those that only ask.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private RunningServer? server;

    internal RunningServer Server => server!;

    internal ServedModels Models { get; } = new();

    public async ValueTask InitializeAsync() => server = await RunningServer.Start(Models.Options);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Models.Dispose();
    }
}
