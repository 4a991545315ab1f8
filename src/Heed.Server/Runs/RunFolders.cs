using Heed.Server.Inspection;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Runs;

/// <summary>The runs of the served folder. A name is looked up among those that are there, never made part of a path.</summary>
internal sealed class RunFolders(ServerOptions options)
{
    /// <summary>In the order of their names.</summary>
    public IEnumerable<RunView> All => options.Runs is { } folder && Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateDirectories().OrderBy(run => run.Name, StringComparer.Ordinal).Select(run => new RunView(run)).Where(run => run.IsRun)
        : [];

    /// <summary>The run of this name.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public RunView Find(string name) => All.FirstOrDefault(run => run.Name == name)
        ?? throw new ApiException(StatusCodes.Status404NotFound, options.Runs is null ? "This server shows no runs; start it with --runs DIR." : "There is no such run.");
}
