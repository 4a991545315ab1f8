using System.Text.Json;
using Heed.Models.Checkpoints;

namespace Heed.Server.Runs;

/// <summary>The folder of a training run, seen from outside: nothing in it is changed, and training knows nothing of it.</summary>
internal sealed class RunView(DirectoryInfo folder)
{
    /// <summary>What a run writes as it goes.</summary>
    public const string MetricsName = "metrics.jsonl";

    private const string LockName = ".lock";

    public string Name => folder.Name;

    public string MetricsPath => Path.Combine(folder.FullName, MetricsName);

    private string WeightsPath => Path.Combine(folder.FullName, ModelFolder.Weights);

    /// <summary>Whether the folder is one that a run writes to.</summary>
    public bool IsRun => File.Exists(MetricsPath) || File.Exists(Path.Combine(folder.FullName, LockName));

    /// <summary>The run in a line, as it is now.</summary>
    public RunSummary Summarize() => Summarize(IsRunning(), new MetricsFile(MetricsPath).ReadNew(out _));

    /// <summary>The same, of what is known already: whether it runs, asked before its metrics were read, and the last lines of these.</summary>
    public RunSummary Summarize(bool isRunning, IReadOnlyList<MetricsLine> lines)
    {
        RecipeGlance recipe = RecipeGlance.Read(Path.Combine(folder.FullName, RecipeGlance.FileName));
        JsonElement? last = lines is [.., var newest] ? newest.Parse() : null;
        long? step = last is { } line && line.TryGetProperty("step", out JsonElement number) && number.TryGetInt64(out long value) ? value : null;
        return new RunSummary(Name, recipe.Task, State(isRunning, last), step, recipe.MaxSteps);
    }

    /// <summary>Whether a process trains in the folder: it has its lock open for itself alone. One that died may have left the file, but nobody holds it.</summary>
    public bool IsRunning()
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder.FullName, LockName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private RunState State(bool isRunning, JsonElement? last) =>
        isRunning ? RunState.Running
        : last is { } line && line.TryGetProperty("final", out _) ? RunState.Finished
        : File.Exists(WeightsPath) && File.GetLastWriteTimeUtc(WeightsPath) >= File.GetLastWriteTimeUtc(MetricsPath) ? RunState.Finished
        : RunState.Stopped;
}
