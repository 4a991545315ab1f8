using Heed.Models.Checkpoints;
using Heed.Text;

namespace Heed.Training.Runs;

/// <summary>
/// The folder of a training run, in use by one process: <c>config.json</c> and <c>tokenizer.json</c> (put there before training),
/// <c>metrics.jsonl</c>, <c>checkpoints/step-N/</c>, and in the end <c>model.safetensors</c>. A checkpoint is written under another name and
/// appears by one rename; it disappears by one rename before its files go. So whatever is visible is whole, whenever the process dies.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string LockName = ".lock";
    private const string Partial = ".partial";
    private const int LockAttempts = 5;

    private static readonly string[] Companions = [ModelFolder.Configuration, ModelFolder.Tokenizer];

    private readonly FileStream owner;

    /// <summary>Creates or opens the folder, and removes what a killed run left half-written.</summary>
    /// <exception cref="UserException">It cannot be written, or another run is using it.</exception>
    public RunFolder(string path)
    {
        Path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, ModelFolder.Checkpoints));
            owner = Lock(System.IO.Path.Combine(path, LockName));
            RemoveLeftovers();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            owner?.Dispose();
            throw new UserException($"The output folder {path} cannot be used: {exception.Message}", exception);
        }
    }

    public string Path { get; }

    /// <summary>Checkpoints, oldest first.</summary>
    public IReadOnlyList<(long Step, string Path)> Checkpoints => ModelFolder.FindCheckpoints(Path);

    /// <summary>The newest checkpoint that a run can go on from; null if there is none.</summary>
    public string? LastResumable => Checkpoints.LastOrDefault(checkpoint => File.Exists(StatePath(checkpoint.Path))).Path;

    /// <summary>The checkpoint that a run begins with: the newest one, or null for a run from the start.</summary>
    /// <exception cref="UserException">There is nothing to resume, or something that would be overwritten.</exception>
    public string? FindStart(bool resume) => (resume, LastResumable) switch
    {
        (true, null) => throw new UserException($"There is no checkpoint in {Path} to resume from; start without --resume."),
        (false, { } last) => throw new UserException($"{Path} holds a run already, up to {System.IO.Path.GetFileName(last)}: go on with --resume, or choose another --output."),
        (_, var last) => last,
    };

    /// <summary>Called before everything that changes the disk: how tests stop a save at each of its moments.</summary>
    internal Action<string>? BeforeChange { get; set; }

    /// <summary>Where a checkpoint keeps the state of training.</summary>
    internal static string StatePath(string checkpoint) => System.IO.Path.Combine(checkpoint, ModelFolder.Training, "state.json");

    /// <summary>Saves a checkpoint: <paramref name="parts"/> say what to write, each given the folder of the checkpoint.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="UserException">It cannot be written; earlier checkpoints stand.</exception>
    internal string Save(long step, IEnumerable<Action<string>> parts)
    {
        string target = ModelFolder.CheckpointPath(Path, step);
        string partial = target + Partial;
        try
        {
            Change("create", () => Directory.CreateDirectory(System.IO.Path.Combine(partial, ModelFolder.Training)));
            foreach (string companion in Companions)
            {
                string original = System.IO.Path.Combine(Path, companion);
                if (File.Exists(original))
                {
                    Change(companion, () => File.Copy(original, System.IO.Path.Combine(partial, companion), overwrite: true));
                }
            }

            foreach (Action<string> part in parts)
            {
                Change("part", () => part(partial));
            }

            Change("publish", () => Directory.Move(partial, target));
            return target;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UserException)
        {
            TryDelete(partial);
            throw Failure($"The checkpoint of step {step} cannot be saved", exception);
        }
    }

    /// <summary>Says that the disk failed, and what stands.</summary>
    internal UserException Failure(string what, Exception exception)
    {
        string rest = LastResumable is { } last
            ? $"the last good checkpoint is {last}; mend the cause and go on with --resume."
            : "there is no earlier checkpoint; mend the cause and start again.";
        return new UserException($"{what} ({exception.GetBaseException().Message.TrimEnd('.')}); {rest}", exception);
    }

    /// <summary>Deletes the checkpoints whose step is not in <paramref name="kept"/>, and the moments of all but the newest two.</summary>
    internal void Prune(IReadOnlySet<long> kept)
    {
        IReadOnlyList<(long Step, string Path)> checkpoints = Checkpoints;
        for (int index = 0; index < checkpoints.Count; index++)
        {
            (long step, string path) = checkpoints[index];
            bool isOld = index < checkpoints.Count - 2;
            string training = System.IO.Path.Combine(path, ModelFolder.Training);
            if (isOld && !kept.Contains(step))
            {
                Remove(path);
            }
            else if (isOld && Directory.Exists(training))
            {
                Remove(training);
            }
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => owner.Dispose();

    private static FileStream Lock(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (File.Exists(path))
            {
                if (attempt == LockAttempts)
                {
                    throw new UserException($"Another process is training in {System.IO.Path.GetDirectoryName(path)}; wait for it, or choose another --output.", exception);
                }

                // Who only watches runs has the file open for the moment that it takes to see whether it is held.
                Thread.Sleep(50);
            }
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; the next start removes what is left.
        }
    }

    private void RemoveLeftovers()
    {
        foreach (string file in Directory.EnumerateFiles(Path, "*.tmp"))
        {
            File.Delete(file);
        }

        string checkpoints = System.IO.Path.Combine(Path, ModelFolder.Checkpoints);
        foreach (string folder in Directory.GetDirectories(checkpoints, "*" + Partial, SearchOption.AllDirectories))
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Renames first: a folder that is half deleted must not look like a checkpoint.</summary>
    private void Remove(string folder)
    {
        string partial = folder + Partial;
        Change("hide", () => Directory.Move(folder, partial));
        Change("delete", () => Directory.Delete(partial, recursive: true));
    }

    private void Change(string what, Action action)
    {
        BeforeChange?.Invoke(what);
        action();
    }
}
