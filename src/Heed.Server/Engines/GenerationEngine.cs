using Heed.Models;

namespace Heed.Server.Engines;

/// <summary>A language model that many clients use at once.</summary>
public sealed class GenerationEngine : IAsyncDisposable
{
    private readonly TextGenerator generator;
    private readonly ModelWorker worker;

    /// <summary>Takes over <paramref name="generator"/>.</summary>
    public GenerationEngine(TextGenerator generator, string name, EngineLimits limits)
    {
        (this.generator, Name) = (generator, name);
        worker = new ModelWorker(limits.QueueRequests);
    }

    /// <summary>The name under which clients see the model.</summary>
    public string Name { get; }

    /// <summary>The model as it is; it must not be run but by the engine.</summary>
    public TextGenerator Generator => generator;

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync().ConfigureAwait(false);
        generator.Dispose();
    }
}
