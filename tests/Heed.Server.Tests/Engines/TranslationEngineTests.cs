using Heed.Models;
using Heed.Models.Generation;
using Heed.Server.Engines;
using Heed.Server.Tests.Support;
using Heed.Text;

namespace Heed.Server.Tests.Engines;

public sealed class TranslationEngineTests(SharedServer shared)
{
    private static readonly string[] Sentences =
        ["A man rides a red bicycle.", "Two dogs.", "The children are reading a book in the park along the river.", "Snow", "Three women talk on a bench.", "dogs play in the snow"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_many_clients_gets_its_own_translations_whatever_they_share_a_batch_with()
    {
        string[] alone = Alone(Sentences);
        Assert.InRange(alone.Distinct().Count(), 4, Sentences.Length); // otherwise a swapped answer would not be seen
        await using TranslationEngine engine = Engine(new EngineLimits { BatchTokens = 60 });
        Random random = new(4);
        int[][] asked = [.. Enumerable.Range(0, 120).Select(_ => random.GetItems(Enumerable.Range(0, Sentences.Length).ToArray(), random.Next(1, 5)))];
        Task[] clients = [.. asked.Select(sentences => Task.Run(async () =>
        {
            var found = await engine.TranslateAsync([.. sentences.Select(index => Sentences[index])], cancellation: Cancellation);
            Assert.Equal(sentences.Select(index => alone[index]), found.Select(best => best[0].Text));
        }))];
        await Task.WhenAll(clients);
    }

    [Fact]
    public async Task Requests_that_wait_share_a_batch()
    {
        var log = new BatchLog();
        await using TranslationEngine engine = Engine(new EngineLimits(), log);
        await using (Held held = await Held.Of(engine))
        {
            held.Wait(Sentences.Select(sentence => engine.TranslateAsync([sentence], cancellation: Cancellation)));
        }

        await engine.RunAsync(_ => 0, Cancellation);
        Assert.Equal([Sentences.Length], log.Rows);
    }

    [Fact]
    public async Task A_batch_holds_no_more_tokens_than_it_may_and_long_requests_let_others_pass()
    {
        var log = new BatchLog();
        await using TranslationEngine engine = Engine(new EngineLimits { BatchTokens = 30 }, log);
        var order = new List<string>();
        await using (Held held = await Held.Of(engine))
        {
            Task Ask(string name, int count) => engine.TranslateAsync([.. Enumerable.Repeat(Sentences[0], count)], cancellation: Cancellation)
                .ContinueWith(_ => { lock (order) { order.Add(name); } }, Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            held.Wait([Ask("long", 40), Ask("short", 1)]);
        }

        await Idle(engine);
        Assert.Equal(["short", "long"], order);
        Assert.All(log.SourceTokens, tokens => Assert.InRange(tokens, 1, 30));
    }

    [Fact]
    public async Task A_full_queue_says_so_at_once()
    {
        await using TranslationEngine engine = Engine(new EngineLimits { QueueRequests = 2 });
        await using Held held = await Held.Of(engine);
        held.Wait([engine.TranslateAsync(["one"], cancellation: Cancellation), engine.TranslateAsync(["two"], cancellation: Cancellation)]);
        await Assert.ThrowsAsync<QueueFullException>(() => engine.TranslateAsync(["three"], cancellation: Cancellation));
    }

    [Fact]
    public async Task Tokens_fill_the_queue_too_but_one_large_request_is_taken()
    {
        await using TranslationEngine engine = Engine(new EngineLimits { QueueTokens = 10 });
        await using Held held = await Held.Of(engine);
        held.Wait([engine.TranslateAsync(Sentences, cancellation: Cancellation)]);
        await Assert.ThrowsAsync<QueueFullException>(() => engine.TranslateAsync(["one"], cancellation: Cancellation));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_the_queue()
    {
        var log = new BatchLog();
        await using TranslationEngine engine = Engine(new EngineLimits(), log);
        using var gone = new CancellationTokenSource();
        await using (Held held = await Held.Of(engine))
        {
            Task left = engine.TranslateAsync(Sentences, cancellation: gone.Token);
            await gone.CancelAsync();
            held.Wait([Assert.ThrowsAnyAsync<OperationCanceledException>(() => left)]);
        }

        await engine.RunAsync(_ => 0, Cancellation);
        Assert.Empty(log.Rows);
        Assert.Equal((0, 0), engine.Waiting);
    }

    [Fact]
    public async Task What_cannot_be_translated_fails_alone()
    {
        await using TranslationEngine engine = Engine(new EngineLimits());
        Task<IReadOnlyList<IReadOnlyList<Models.Translation>>> good;
        Task bad;
        await using (Held held = await Held.Of(engine))
        {
            good = engine.TranslateAsync([Sentences[0]], cancellation: Cancellation);
            bad = engine.TranslateAsync([Sentences[0]], prefixes: [[-7]], cancellation: Cancellation);
            held.Wait([]);
        }

        await Assert.ThrowsAsync<UserException>(() => bad);
        Assert.Equal(Alone([Sentences[0]]), (await good).Select(best => best[0].Text));
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_takes_nothing_more()
    {
        TranslationEngine engine = Engine(new EngineLimits());
        Task[] waiting = [.. Sentences.Select(sentence => engine.TranslateAsync([sentence], cancellation: Cancellation))];
        await engine.DisposeAsync();
        await Task.WhenAll(waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.TranslateAsync(["one"], cancellation: Cancellation));
    }

    [Fact]
    public async Task Texts_without_tokens_need_no_model()
    {
        await using TranslationEngine engine = Engine(new EngineLimits());
        await using Held held = await Held.Of(engine);
        var found = await engine.TranslateAsync(["", "  "], cancellation: Cancellation);
        Assert.Equal(["", ""], found.Select(best => best[0].Text));
    }

    private static async Task Idle(TranslationEngine engine)
    {
        while (engine.Waiting.Requests > 0)
        {
            await engine.RunAsync(_ => 0, Cancellation);
        }

        await engine.RunAsync(_ => 0, Cancellation);
    }

    private TranslationEngine Engine(EngineLimits limits, IEngineObserver? observer = null) =>
        new(Translator.Load(shared.Models.EnglishGerman), new LanguagePair("en", "de"), new SearchOptions { Beam = 3 }, limits, observer);

    private string[] Alone(string[] sentences)
    {
        using var translator = Translator.Load(shared.Models.EnglishGerman);
        return [.. sentences.Select(sentence => translator.Translate(sentence, new SearchOptions { Beam = 3 }))];
    }

    private sealed class BatchLog : IEngineObserver
    {
        public List<int> Rows { get; } = [];

        public List<int> SourceTokens { get; } = [];

        public void Worked(string model, in EngineReport report)
        {
            Rows.Add(report.Rows);
            SourceTokens.Add(report.SourceTokens);
        }
    }
}
