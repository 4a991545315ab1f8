using System.Text.Json;
using Heed.Models.Inspection;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Inspection;

/// <summary>JSON as the page speaks it: that of traces.</summary>
internal static class PageJson
{
    /// <summary>An answer.</summary>
    public static IResult Answer<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, TraceJson.Options, statusCode: status);

    /// <summary>The body of a request.</summary>
    /// <exception cref="ApiException">It is not the JSON it should be, or too large.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, TraceJson.Options, request.HttpContext.RequestAborted).ConfigureAwait(false)
                ?? throw new ApiException(StatusCodes.Status400BadRequest, "The body must be a JSON object, not null.");
        }
        catch (JsonException exception)
        {
            string place = exception.Path is { Length: > 2 } path ? $" at '{path[2..]}'" : "";
            throw new ApiException(StatusCodes.Status400BadRequest, $"The body is not the JSON that it should be{place}; see docs/inspection.md.");
        }
        catch (BadHttpRequestException exception)
        {
            throw new ApiException(exception.StatusCode, "The body is too large or came too slowly.");
        }
    }
}
