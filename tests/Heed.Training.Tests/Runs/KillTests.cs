using System.Diagnostics;
using Heed.Training.Runs;
using Heed.Training.Tests.Support;

namespace Heed.Training.Tests.Runs;

/// <summary>A real process, killed again and again in the middle of its saves.</summary>
public sealed class KillTests
{
    private const string FolderVariable = "HEED_TEST_KILLED_RUN";
    private const int Kills = 4;

    private static readonly TrainingOptions Options = ToyRun.Options with { MaxSteps = 150, CheckpointEvery = 1, ValidateEvery = 7 };

    [Fact]
    public async Task A_process_killed_while_saving_goes_on_exactly()
    {
        using var folder = new TemporaryFolder();
        ToyRun.Run(folder.File("whole"), Options);
        string path = folder.File("killed");
        var random = new Random(5);
        int interrupted = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            long before = ToyRun.LastStep(path);
            using Process process = Start(path);
            await WaitForStep(path, before + 2, process);
            await Task.Delay(random.Next(30), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            interrupted += ToyRun.LastStep(path) < Options.MaxSteps ? 1 : 0;
        }

        Assert.True(interrupted > 0, "Every process was done before it was killed.");
        ToyRun.Run(path, Options, resume: true);
        Assert.Equal(ToyRun.Essence(folder.File("whole")), ToyRun.Essence(path));
    }

    /// <summary>What the process that will be killed does; runs only when asked for by name.</summary>
    [Fact(Explicit = true)]
    public void Victim()
    {
        string path = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} is not set.");
        using var run = new RunFolder(path);
        ToyRun.Run(run, Options, resume: run.LastResumable is not null);
    }

    private static Process Start(string path)
    {
        string assembly = typeof(KillTests).Assembly.Location;
        string host = Environment.ProcessPath!;
        bool isDotnet = Path.GetFileNameWithoutExtension(host) == "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [.. isDotnet ? (string[])[assembly] : [], "-method", $"{typeof(KillTests).FullName}.{nameof(Victim)}", "-explicit", "only"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[FolderVariable] = path;
        return Process.Start(start)!;
    }

    private static async Task WaitForStep(string path, long step, Process process)
    {
        while (ToyRun.LastStep(path) < step && !process.HasExited)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.False(process.HasExited && process.ExitCode != 0, process.HasExited ? await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) : "");
    }
}
