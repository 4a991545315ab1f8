using System.Diagnostics;
using Heed.Models;
using Heed.Models.Generation;
using Heed.Tensors.Memory;
using Heed.Text.Tokenization;

namespace Heed.Server.Engines;

/// <summary>
/// A language model that many clients use at once: their texts grow side by side, a token of each in every step, on a thread of the engine's own. A new text
/// joins at the next step if there is room, or waits for it.
/// </summary>
public sealed class GenerationEngine : IAsyncDisposable
{
    private readonly GenerationQueue queue;
    private readonly ParallelGenerator parallel;
    private readonly List<GenerationRequest> growing = [];
    private readonly IEngineObserver? observer;
    private readonly int? end;
    private readonly Task loop;

    /// <summary>Takes over <paramref name="generator"/>; the threads stay the caller's.</summary>
    public GenerationEngine(TextGenerator generator, string name, EngineLimits limits, IEngineObserver? observer = null, WorkerPool? workers = null)
    {
        (Generator, Name, this.observer) = (generator, name, observer);
        end = generator.Tokenizer.Specials.Find(SpecialToken.End);
        parallel = new ParallelGenerator(generator.Model, limits.GrowingTexts, workers);
        queue = new GenerationQueue(limits);
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The name under which clients see the model.</summary>
    public string Name { get; }

    /// <summary>The model as it is, to encode and to ask for its shape; it must not be run but by the engine.</summary>
    public TextGenerator Generator { get; }

    /// <summary>How many requests and how many tokens wait.</summary>
    public (int Requests, int Tokens) Waiting => queue.Length;

    /// <summary>Goes on with texts, each up to <paramref name="maximumTokens"/> tokens; all of them are taken or none.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    public IReadOnlyList<Generation> Generate(IReadOnlyList<GrowingText> texts, int maximumTokens, CancellationToken cancellation = default)
    {
        GenerationRequest[] requests = [.. texts.Select(text => new GenerationRequest(text, maximumTokens, cancellation))];
        queue.Add(requests);
        return [.. requests.Select(request => new Generation(request))];
    }

    /// <summary>Runs the model once.</summary>
    public async Task WarmUpAsync(CancellationToken cancellation)
    {
        int[] prompt = Generator.Encode("1");
        await foreach (ScoredToken _ in Generate([new GrowingText(prompt, new())], 2, cancellation)[0].ReadAsync(cancellation).ConfigureAwait(false))
        {
            // Nobody wants to read it.
        }
    }

    /// <summary>Finishes what waits, takes nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await loop.ConfigureAwait(false);
        parallel.Dispose();
        Generator.Dispose();
    }

    private void Run()
    {
        while (Admit())
        {
            try
            {
                Step();
            }
            catch (Exception exception)
            {
                growing.ForEach(request => request.Fail(exception));
                growing.ToList().ForEach(Leave);
            }
        }
    }

    /// <summary>Lets those go who are gone and those in who wait; false when there is nothing left to do, ever.</summary>
    private bool Admit()
    {
        foreach (GenerationRequest gone in growing.FindAll(request => request.IsGone))
        {
            gone.Fail(null);
            Leave(gone);
        }

        while (parallel.Free > 0)
        {
            if (queue.Take(wait: growing.Count == 0) is not { } next)
            {
                break;
            }

            parallel.Begin(next.Text);
            growing.Add(next);
        }

        return growing.Count > 0;
    }

    private void Step()
    {
        long start = Stopwatch.GetTimestamp();
        int texts = growing.Count;
        GenerationRequest[] order = [.. growing]; // the generator's own
        int place = 0;
        var complete = new List<GenerationRequest>();
        int read = parallel.Step((_, token) =>
        {
            GenerationRequest request = order[place++];
            if (request.Take(token, end))
            {
                complete.Add(request);
            }
        });
        complete.ForEach(Leave);
        observer?.Worked(Name, new EngineReport(texts, read, texts, Stopwatch.GetElapsedTime(start)));
    }

    private void Leave(GenerationRequest request)
    {
        parallel.End(request.Text);
        growing.Remove(request);
    }
}
