using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Operations;

/// <summary>Counts every request and writes a line about it: method, route, status, time. What was asked, and its address beyond the route, is nobody's business.</summary>
internal static partial class RequestRecords
{
    public static void UseRequestRecords(this WebApplication app)
    {
        ServerMetrics metrics = app.Services.GetRequiredService<ServerMetrics>();
        ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Heed.Server");
        app.Use(async (context, next) =>
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                await next(context).ConfigureAwait(false);
            }
            finally
            {
                TimeSpan duration = Stopwatch.GetElapsedTime(start);
                if (RouteOf(context) is { } route)
                {
                    metrics.Answered(route, context.Response.StatusCode, duration);
                    Answered(log, context.Request.Method, route, context.Response.StatusCode, duration.TotalMilliseconds);
                }
            }
        });
    }

    /// <summary>The pattern of the route; null for the page's files and for what leads nowhere.</summary>
    private static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
