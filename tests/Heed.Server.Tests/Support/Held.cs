using Heed.Server.Engines;

namespace Heed.Server.Tests.Support;

/// <summary>Keeps a model busy until disposed, so that a test knows what waits.</summary>
internal sealed class Held : IAsyncDisposable
{
    private readonly ManualResetEventSlim release = new();
    private Task held = Task.CompletedTask;
    private Task waiting = Task.CompletedTask;

    public static async Task<Held> Of(TranslationEngine engine)
    {
        var hold = new Held();
        var begun = new TaskCompletionSource();
        hold.held = engine.RunAsync(_ =>
        {
            begun.SetResult();
            hold.release.Wait();
            return 0;
        });
        await begun.Task;
        return hold;
    }

    /// <summary>Remembers what waits for the model; it is not lost when the hold ends.</summary>
    public void Wait(IEnumerable<Task> tasks) => waiting = Task.WhenAll(tasks);

    public async ValueTask DisposeAsync()
    {
        release.Set();
        await held;
        await waiting;
        release.Dispose();
    }
}
