using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Heed.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Completions;

/// <summary>Text generation as OpenAI's clients speak it.</summary>
internal static class CompletionEndpoints
{
    private static readonly long Started = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapCompletions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/models", (ModelHub hub) => Results.Json(
            new { Object = "list", Data = hub.Generators.Select(engine => new { Id = engine.Name, Object = "model", Created = Started, OwnedBy = "heed" }) }, Json));
        app.MapPost("/v1/completions", Complete);
    }

    private static async Task Complete(HttpContext context, ModelHub hub)
    {
        CompletionQuestion question = CompletionQuestion.Read(await RequestFields.ReadAsync(context).ConfigureAwait(false), hub);
        var run = new CompletionRun(question, context.RequestAborted);
        try
        {
            await (question.Stream ? Stream(context, question, run) : Whole(context, question, run)).ConfigureAwait(false);
        }
        finally
        {
            foreach (CompletionChoice choice in run.Choices)
            {
                choice.Abandon(); // where one text failed, the others are not wanted either
            }
        }
    }

    private static async Task Whole(HttpContext context, CompletionQuestion question, CompletionRun run)
    {
        ChoiceAnswer[] choices = await Task.WhenAll(run.Choices.Select(async choice =>
        {
            var pieces = new List<CompletionPiece>();
            await foreach (CompletionPiece piece in choice.ReadAsync(context.RequestAborted).ConfigureAwait(false))
            {
                pieces.Add(piece);
            }

            var whole = new CompletionPiece(string.Concat(pieces.Select(piece => piece.Text)), [.. pieces.SelectMany(piece => piece.Entries)], pieces[^1].FinishReason);
            return ChoiceAnswer.Of(choice.Index, whole, question.LogProbabilities is not null);
        })).ConfigureAwait(false);
        await context.Response.WriteAsJsonAsync(run.Answer(choices, run.Usage), Json, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task Stream(HttpContext context, CompletionQuestion question, CompletionRun run)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        var pieces = Channel.CreateUnbounded<ChoiceAnswer>(new UnboundedChannelOptions { SingleReader = true });
        Task reading = Task.WhenAll(run.Choices.Select(async choice =>
        {
            await foreach (CompletionPiece piece in choice.ReadAsync(context.RequestAborted).ConfigureAwait(false))
            {
                pieces.Writer.TryWrite(ChoiceAnswer.Of(choice.Index, piece, question.LogProbabilities is not null));
            }
        })).ContinueWith(task => pieces.Writer.TryComplete(task.Exception?.GetBaseException()), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await foreach (ChoiceAnswer choice in pieces.Reader.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
        {
            await Send(context, JsonSerializer.Serialize(run.Answer([choice], null), Json)).ConfigureAwait(false);
        }

        await reading.ConfigureAwait(false);
        if (question.IncludeUsage)
        {
            await Send(context, JsonSerializer.Serialize(run.Answer([], run.Usage), Json)).ConfigureAwait(false);
        }

        await Send(context, "[DONE]").ConfigureAwait(false);
    }

    private static async Task Send(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
