using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Runs;

/// <summary>Training runs to watch, below <c>/api</c>.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api) => api.MapGet("/runs", (ServerOptions options) => Results.Json(Names(options.Runs)));

    private static IEnumerable<object> Names(string? folder) =>
        folder is null ? [] : new DirectoryInfo(folder).EnumerateDirectories().OrderBy(run => run.Name, StringComparer.Ordinal).Select(run => new { run.Name });
}
