using Heed.Models.Generation;

namespace Heed.Server.Engines;

/// <summary>The sentences of one client, of which some wait, some are being translated, and some are done.</summary>
internal sealed class TranslationRequest : EngineRequest
{
    private readonly TaskCompletionSource<IReadOnlyList<IReadOnlyList<Models.Translation>>> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<Models.Translation>[] translations;
    private readonly LinkedList<int> waiting;
    private int left;

    /// <summary>A request for the translations of <paramref name="sources"/>, ids of a sentence each; an empty one has the empty translation at once.</summary>
    public TranslationRequest(IReadOnlyList<int[]> sources, SearchOptions options, IReadOnlyList<IReadOnlyList<int>>? prefixes, CancellationToken cancellation)
        : base(sources.Sum(source => source.Length), cancellation)
    {
        (Sources, Options, Prefixes) = (sources, options, prefixes);
        translations = new IReadOnlyList<Models.Translation>[sources.Count];
        Array.Fill(translations, [new Models.Translation(string.Empty, 0, 0, [])]);
        waiting = new LinkedList<int>(Enumerable.Range(0, sources.Count).Where(index => sources[index].Length > 0));
        left = waiting.Count;
        if (left == 0)
        {
            result.SetResult(translations);
        }
    }

    public IReadOnlyList<int[]> Sources { get; }

    public SearchOptions Options { get; }

    /// <summary>What each translation has to begin with; null: nothing.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Prefixes { get; }

    public Task<IReadOnlyList<IReadOnlyList<Models.Translation>>> Result => result.Task;

    /// <summary>Whether nobody needs an answer any more.</summary>
    public bool IsOver => result.Task.IsCompleted;

    /// <summary>The sentences that wait, in their order.</summary>
    public IReadOnlyCollection<int> WaitingSentences => waiting;

    /// <summary>Takes a waiting sentence for translation.</summary>
    public void Take(int sentence)
    {
        waiting.Remove(sentence);
        Waiting -= Sources[sentence].Length;
    }

    /// <summary>A sentence is done; with the last one the request is.</summary>
    public void Complete(int sentence, IReadOnlyList<Models.Translation> found)
    {
        translations[sentence] = found;
        if (Cancellation.IsCancellationRequested)
        {
            Fail(null); // the search left it, so there is no translation
        }

        if (Interlocked.Decrement(ref left) == 0)
        {
            result.TrySetResult(translations);
        }
    }

    public override void Fail(Exception? exception) => _ = exception is null ? result.TrySetCanceled(Cancellation) : result.TrySetException(exception);
}
