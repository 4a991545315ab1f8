using System.Net.Http.Headers;
using Heed.Server.Engines;
using Heed.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Tests.Operations;

public sealed class OperationTests(SharedServer shared)
{
    private const string Question = """{"q":"Two dogs.","source":"en","target":"de"}""";

    [Fact]
    public async Task Health_is_a_fixed_word() => Assert.Equal("""{"status":"ok"}""", (await shared.Server.Get("/health")).Body);

    [Fact]
    public async Task The_server_becomes_ready()
    {
        DateTime end = DateTime.UtcNow.AddSeconds(60);
        Answer answer;
        do
        {
            answer = await shared.Server.Get("/ready");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        while (answer.Status != 200 && DateTime.UtcNow < end);

        Assert.Equal((200, """{"status":"ready"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Metrics_count_requests_tokens_and_batches()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options);
        await server.Post("/translate", Question);
        await server.Post("/translate", "{}");
        Answer metrics = await server.Get("/metrics");
        Assert.StartsWith("text/plain", metrics.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("""heed_requests_total{route="/translate",status="200"} 1""", metrics.Body, StringComparison.Ordinal);
        Assert.Contains("""heed_requests_total{route="/translate",status="400"} 1""", metrics.Body, StringComparison.Ordinal);
        foreach (string name in (string[])["heed_request_duration_seconds_bucket", "heed_queue_requests{model=\"en-de\"} 0", "heed_batch_size_bucket", "heed_target_tokens_total{model=\"en-de\"}", "heed_target_tokens_per_second{model=\"en-de\"}"])
        {
            Assert.Contains(name, metrics.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("dogs", metrics.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_queue_is_said_at_once()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options with { Engine = new EngineLimits { QueueRequests = 1 } });
        TranslationEngine engine = server.Services.GetRequiredService<ModelHub>().Find("en", "de")!;
        await engine.RunAsync(_ => 0, TestContext.Current.CancellationToken); // behind the warm-up
        await using Held held = await Held.Of(engine);
        held.Wait([engine.TranslateAsync(["waits"], cancellation: TestContext.Current.CancellationToken)]);
        Answer answer = await server.Post("/translate", Question);
        Assert.Equal(503, answer.Status);
        Assert.StartsWith("""{"error":"Slowdown: """, answer.Body, StringComparison.Ordinal);
        Assert.Equal("1", answer.Header("Retry-After"));
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_slowed_down_and_may_still_look()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options with { Requests = new RequestLimits { PerMinute = 2 } });
        Assert.Equal(200, (await server.Post("/translate", Question)).Status);
        Assert.Equal(200, (await server.Post("/detect", Question)).Status);
        Answer answer = await server.Post("/translate", Question);
        Assert.Equal((429, """{"error":"Slowdown: 2 per 1 minute"}"""), (answer.Status, answer.Body));
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(200, (await server.Get("/languages")).Status);
    }

    [Fact]
    public async Task Keys_are_asked_for_and_compared()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options with { ApiKeys = ["secret-1", "secret-2"] });
        Answer none = await server.Post("/translate", Question);
        Assert.Equal((400, """{"error":"Please contact the server operator to get an API key"}"""), (none.Status, none.Body));
        Answer wrong = await server.Post("/translate", Question[..^1] + ""","api_key":"secret-"}""");
        Assert.Equal((403, """{"error":"Invalid API key"}"""), (wrong.Status, wrong.Body));
        Assert.Equal(200, (await server.Post("/translate", Question[..^1] + ""","api_key":"secret-2"}""")).Status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/models");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "secret-1");
        Assert.Equal(200, (await server.Send(request)).Status);
        Assert.Equal(200, (await server.Get("/health")).Status);
        Assert.True((bool)(await server.Get("/frontend/settings")).Json["keyRequired"]!);
    }

    [Fact]
    public async Task A_stop_finishes_what_runs()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options);
        TranslationEngine engine = server.Services.GetRequiredService<ModelHub>().Find("en", "de")!;
        Task<Answer> running;
        Task stopping;
        await using (Held held = await Held.Of(engine))
        {
            running = server.Post("/translate", Question);
            while (engine.Waiting.Requests == 0)
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            stopping = server.Stop();
            await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.False(running.IsCompleted);
        }

        Assert.Equal(200, (await running).Status);
        await stopping;
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_the_queue()
    {
        await using RunningServer server = await RunningServer.Start(shared.Models.Options);
        TranslationEngine engine = server.Services.GetRequiredService<ModelHub>().Find("en", "de")!;
        await using Held held = await Held.Of(engine);
        using var gone = new CancellationTokenSource();
        using var content = new StringContent(Question, System.Text.Encoding.UTF8, "application/json");
        Task<HttpResponseMessage> asked = server.Client.PostAsync("/translate", content, gone.Token);
        while (engine.Waiting.Requests == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        held.Wait([Left(engine)]);
    }

    private static async Task Left(TranslationEngine engine)
    {
        while (engine.Waiting.Requests > 0)
        {
            await Task.Delay(5);
        }
    }
}
