using Heed.Server.Engines;
using Heed.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Operations;

/// <summary>Turns what goes wrong with a request into the answer that its interface promises: <c>{"error": "…"}</c>, or OpenAI's object below <c>/v1</c>.</summary>
internal static class ErrorResponses
{
    private const string Unexpected = "Something went wrong inside the server; its log says more";

    public static void UseErrorResponses(this WebApplication app)
    {
        ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Heed.Server");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context).ConfigureAwait(false);
            }
            catch (Exception exception) when (!context.Response.HasStarted)
            {
                await Answer(context, exception, log).ConfigureAwait(false);
            }
        });
        app.UseStatusCodePages(pages => Write(pages.HttpContext, pages.HttpContext.Response.StatusCode, pages.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address",
            StatusCodes.Status405MethodNotAllowed => "Method not allowed",
            _ => "Invalid request",
        }));
    }

    /// <summary>Writes an error in the form of the interface that the request went to.</summary>
    public static Task Write(HttpContext context, int status, string message, string? parameter = null)
    {
        context.Response.StatusCode = status;
        return context.Request.Path.StartsWithSegments("/v1")
            ? context.Response.WriteAsJsonAsync(new { Error = new { message, Type = TypeOf(status), Param = parameter, Code = (string?)null } })
            : context.Response.WriteAsJsonAsync(new { Error = message }, ApiJson.Options);
    }

    private static Task Answer(HttpContext context, Exception exception, ILogger log)
    {
        switch (exception)
        {
            case ApiException api:
                return Write(context, api.Status, api.Message, api.Parameter);
            case UserException user:
                return Write(context, StatusCodes.Status400BadRequest, user.Message);
            case QueueFullException full:
                context.Response.Headers.RetryAfter = "1";
                return Write(context, StatusCodes.Status503ServiceUnavailable, $"Slowdown: {full.Message}");
            case ObjectDisposedException:
                return Write(context, StatusCodes.Status503ServiceUnavailable, "The server is stopping");
            case BadHttpRequestException bad:
                return Write(context, bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "Invalid request: the body is too large" : "Invalid request: the body cannot be read");
            case OperationCanceledException when context.RequestAborted.IsCancellationRequested:
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // for the log; nobody is there to read it
                return Task.CompletedTask;
            default:
                // The message of an exception may quote the text that caused it: the log gets its kind and its place alone.
                log.LogError("A request to {Path} failed with {Kind}:{Place}", context.Request.Path, exception.GetType().Name, exception.StackTrace);
                return Write(context, StatusCodes.Status500InternalServerError, Unexpected);
        }
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
