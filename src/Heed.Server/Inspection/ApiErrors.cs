using Heed.Server.Engines;
using Heed.Text;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Inspection;

/// <summary>Turns what can go wrong into <c>{"error": "one sentence"}</c> and a status.</summary>
internal static class ApiErrors
{
    /// <summary>Around every endpoint of the page.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (ApiException refusal)
        {
            return Answer(refusal.Status, refusal.Message);
        }
        catch (UserException refusal)
        {
            return Answer(StatusCodes.Status400BadRequest, refusal.Message);
        }
        catch (QueueFullException full)
        {
            return Answer(StatusCodes.Status503ServiceUnavailable, full.Message);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
    }

    private static IResult Answer(int status, string sentence) => PageJson.Answer(new { Error = sentence }, status);
}
