using Heed.Server.Inspection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Heed.Server.Runs;

/// <summary>Training runs to watch, below <c>/api</c>; docs/inspection.md describes it.</summary>
internal static class RunEndpoints
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/runs");
        group.AddEndpointFilter(ApiErrors.Filter);
        group.MapGet("", (ServerOptions options) => PageJson.Answer(new RunFolders(options).All.Select(run => run.Summarize())));
        group.MapGet("/{name}", (string name, ServerOptions options) => PageJson.Answer(Points(new RunFolders(options).Find(name))));
        group.MapGet("/{name}/events", (string name, string? from, HttpRequest request, ServerOptions options, IHostApplicationLifetime server) =>
        {
            RunView run = new RunFolders(options).Find(name);
            string? last = request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : from;
            var stop = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, server.ApplicationStopping);
            request.HttpContext.Response.RegisterForDispose(stop);
            request.HttpContext.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(new RunEvents(run, Poll).Follow(last, stop.Token));
        });
    }

    private static object Points(RunView run)
    {
        bool isRunning = run.IsRunning();
        IReadOnlyList<MetricsLine> lines = new MetricsFile(run.MetricsPath).ReadNew(out _);
        RunSummary summary = run.Summarize(isRunning, lines);
        return new
        {
            summary.Name,
            summary.Task,
            summary.State,
            summary.Step,
            summary.MaxSteps,
            LastId = lines is [.., var last] ? last.Id : null,
            Points = lines.Select(line => line.Parse()).Where(point => point is not null),
        };
    }
}
