using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Operations;

/// <summary>What those who run the server ask it.</summary>
internal static class OperationEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", () => ApiJson.Result(new { Status = "ok" }));
        app.MapGet("/ready", (WarmUp warmUp) => warmUp.IsReady
            ? ApiJson.Result(new { Status = "ready" })
            : ApiJson.Result(new { Status = "warming up or stopping" }, StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/spec", () => Results.Bytes(ApiDocument.Json, "application/json"));
        app.MapGet("/metrics", async (HttpContext context, ServerMetrics metrics) =>
        {
            context.Response.ContentType = ServerMetrics.ContentType;
            await metrics.WriteAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        });
    }
}
