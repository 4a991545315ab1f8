using System.Diagnostics;
using Heed.Models;
using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>
/// A translator that many clients use at once: their sentences are gathered into batches, and a thread of its own runs one batch after the other. While it
/// works on one, the next one gathers; a request that comes alone is translated at once. What is in a batch has no influence on its translations.
/// </summary>
public sealed class TranslationEngine : IAsyncDisposable, IDisposable
{
    private readonly EngineQueue queue;
    private readonly IEngineObserver? observer;
    private readonly Task loop;

    /// <summary>Takes over <paramref name="translator"/>, and tells <paramref name="observer"/>, if any, what it does.</summary>
    public TranslationEngine(Translator translator, LanguagePair languages, SearchOptions search, EngineLimits limits, IEngineObserver? observer = null)
    {
        translator.BatchTokens = int.MaxValue; // batches are made here
        (Translator, Languages, Search, this.observer) = (translator, languages, search, observer);
        queue = new EngineQueue(limits);
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public LanguagePair Languages { get; }

    /// <summary>The name under which clients see the model.</summary>
    public string Name => Languages.ToString();

    /// <summary>The model as it is, to encode and to ask for its shape; what runs it goes through <see cref="RunAsync"/>.</summary>
    public Translator Translator { get; }

    /// <summary>The search where a request does not say.</summary>
    public SearchOptions Search { get; }

    /// <summary>How many requests and how many source tokens wait.</summary>
    public (int Requests, int Tokens) Waiting => queue.Length;

    /// <summary>The best translations of each sentence, best first.</summary>
    /// <param name="sentences">The sentences; each is cut to the model's maximum.</param>
    /// <param name="options">Null: <see cref="Search"/>.</param>
    /// <param name="prefixes">What each translation has to begin with; null: nothing.</param>
    /// <param name="cancellation">Looked at before every decoding step.</param>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public Task<IReadOnlyList<IReadOnlyList<Models.Translation>>> TranslateAsync(
        IReadOnlyList<string> sentences, SearchOptions? options = null, IReadOnlyList<IReadOnlyList<int>>? prefixes = null, CancellationToken cancellation = default)
    {
        options ??= Search;
        options.Check();
        var request = new TranslationRequest([.. sentences.Select(Translator.Encode)], options, prefixes, cancellation);
        if (!request.IsOver)
        {
            queue.Add(request);
        }

        return request.Result;
    }

    /// <summary>Runs <paramref name="work"/> while nothing else runs on the model: to record a trace, to score a translation again.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public Task<T> RunAsync<T>(Func<Translator, T> work, CancellationToken cancellation = default)
    {
        var request = new ExclusiveRequest<T>(() => work(Translator), cancellation);
        queue.Add(request);
        return request.Result;
    }

    /// <summary>Finishes what waits, takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await loop.ConfigureAwait(false);
        Translator.Dispose();
    }

    /// <summary>Waits for what waits.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Run()
    {
        while (queue.Take() is { } work)
        {
            work.Exclusive?.Run();
            Translate(work.Batch);
        }
    }

    /// <summary>What fails alone fails alone: a batch with something impossible in it is run again request by request.</summary>
    private void Translate(IReadOnlyList<BatchedSentence> batch)
    {
        try
        {
            TranslateTogether(batch);
        }
        catch (Exception exception)
        {
            IGrouping<TranslationRequest, BatchedSentence>[] requests = [.. batch.GroupBy(sentence => sentence.Request)];
            if (requests is [var guilty])
            {
                guilty.Key.Fail(exception);
                return;
            }

            foreach (IGrouping<TranslationRequest, BatchedSentence> request in requests)
            {
                Translate([.. request]);
            }
        }
    }

    private void TranslateTogether(IReadOnlyList<BatchedSentence> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<IReadOnlyList<Models.Translation>> found = Translator.TranslateEncoded(
            [.. batch.Select(sentence => sentence.Source)], batch[0].Request.Options, [.. batch.Select(sentence => sentence.Wish)]);
        int written = 0;
        for (int place = 0; place < batch.Count; place++)
        {
            written += found[place].Count > 0 ? found[place][0].Tokens.Count + 1 : 0;
            batch[place].Complete(found[place]);
        }

        observer?.Worked(Name, new EngineReport(batch.Count, batch.Sum(sentence => sentence.Source.Length), written, Stopwatch.GetElapsedTime(start)));
    }
}
