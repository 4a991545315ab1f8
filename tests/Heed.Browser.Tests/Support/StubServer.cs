using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Heed.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Browser.Tests.Support;

/// <summary>Serves the real page, under the real headers, with answers that a test decides about: wrong, slow, or too late.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private StubServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>The bodies of the requests for translations, in the order in which they came.</summary>
    public ConcurrentQueue<JsonNode> Translations { get; } = new();

    /// <summary>The bodies of the requests for traces.</summary>
    public ConcurrentQueue<JsonNode> Traces { get; } = new();

    /// <summary>How many requests for translations were given up by the page.</summary>
    public int Aborted => aborted;

    /// <summary>How long the answer to a text takes.</summary>
    public Func<string, TimeSpan> Delay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>The error that a text gets instead of an answer.</summary>
    public Func<string, (int Status, string Message)?> Error { get; set; } = _ => null;

    /// <summary>The key that every request of the API has to show; null: none.</summary>
    public string? Key { get; set; }

    public StubRun Run { get; } = new();

    private int aborted;

    public static async Task<StubServer> Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new StubServer(builder.Build());
        server.Map();
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public Task Stop() => app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        app.UseSafeHeaders();
        app.UsePage();
        app.Use((context, next) => Key is null || context.Request.Headers.Authorization == $"Bearer {Key}" || !context.Request.Path.StartsWithSegments("/api")
            ? next(context)
            : Canned.Json(new JsonObject { ["error"] = "Please contact the server operator to get an API key" }, 400).ExecuteAsync(context));
        app.MapGet("/embedded.html", () => Results.Content(Canned.EmbeddedPage(), "text/html; charset=utf-8"));
        app.MapGet("/api/models", () => Canned.Json(Canned.Models()));
        app.MapPost("/api/translate", (Delegate)Translate);
        app.MapPost("/api/alternatives", () => Canned.Json(Canned.Alternatives()));
        app.MapPost("/api/trace", (Delegate)Trace);
        app.MapGet("/api/positions", () => Canned.Json(Canned.Positions()));
        app.MapGet("/api/runs", () => Canned.Json(Run.List()));
        app.MapGet("/api/runs/{name}/events", Run.Send);
    }

    private async Task<IResult> Translate(HttpContext context)
    {
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Translations.Enqueue(body);
        string text = (string)body["q"]!;
        try
        {
            await Task.Delay(Delay(text), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref aborted);
            return Results.Empty;
        }

        return Error(text) is { } error ? Canned.Json(new JsonObject { ["error"] = error.Message }, error.Status) : Canned.Json(Canned.Translate(body));
    }

    private async Task<IResult> Trace(HttpContext context)
    {
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Traces.Enqueue(body);
        return Canned.Json(Canned.TraceWithout(body["off"]?.AsArray().Count ?? 0));
    }
}
