using System.Text;
using Heed.Server.Tests.Support;

namespace Heed.Server.Tests.Runs;

/// <summary>A folder of runs with one run in it, written as training writes it.</summary>
internal sealed class FakeRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FakeRun(string name = "first")
    {
        Directory.CreateDirectory(folder.File(name));
        Folder = folder.File(name);
        File.WriteAllText(Path.Combine(Folder, "recipe.yaml"), "task: translation\ndata:\n  max_steps: 3\ntraining:\n  seed: 1\n  max_steps: 5400\n");
    }

    public string Runs => folder.Path;

    public string Folder { get; }

    public string Metrics => Path.Combine(Folder, "metrics.jsonl");

    /// <summary>What a training process holds while it works.</summary>
    public FileStream Lock() => new(Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    public void Append(params string[] lines) => File.AppendAllText(Metrics, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));

    public void Cut(int lines) => File.WriteAllLines(Metrics, File.ReadAllLines(Metrics).Take(lines));

    public void Dispose() => folder.Dispose();
}
