using Heed.Models;
using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>A translator that many clients use at once.</summary>
public sealed class TranslationEngine : IAsyncDisposable
{
    private readonly Translator translator;
    private readonly ModelWorker worker;
    private readonly SearchOptions search;

    /// <summary>Takes over <paramref name="translator"/>.</summary>
    public TranslationEngine(Translator translator, LanguagePair languages, SearchOptions search, EngineLimits limits)
    {
        (this.translator, this.search, Languages) = (translator, search, languages);
        worker = new ModelWorker(limits.QueueRequests);
    }

    public LanguagePair Languages { get; }

    /// <summary>The name under which clients see the model.</summary>
    public string Name => Languages.ToString();

    /// <summary>The model as it is; it must not be run but through <see cref="RunAsync"/>.</summary>
    public Translator Translator => translator;

    /// <summary>The search where a request does not say.</summary>
    public SearchOptions Search => search;

    /// <summary>The best translations of each sentence, best first.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public Task<IReadOnlyList<IReadOnlyList<Models.Translation>>> TranslateAsync(
        IReadOnlyList<string> sentences, SearchOptions? options = null, CancellationToken cancellation = default) =>
        RunAsync(model => model.Translate(sentences, options ?? search, cancellation), cancellation);

    /// <summary>Runs <paramref name="work"/> while nothing else runs on the model: to record a trace, to score a translation again.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public Task<T> RunAsync<T>(Func<Translator, T> work, CancellationToken cancellation = default) =>
        worker.RunAsync(() => work(translator), cancellation);

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync().ConfigureAwait(false);
        translator.Dispose();
    }
}
