namespace Heed.Text.Tokenization.Training;

/// <summary>How a training runs, which never changes what it learns: on how many threads, who is told of it, and what stops it.</summary>
public sealed record TrainingWork
{
    /// <summary>Threads that read and count words; 0 is one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Told now and then, from any of the threads but never from two at once, how far the work is.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    /// <summary>Passes a figure on, or stops where the user wants it.</summary>
    internal void Report(string unit, long done, long? total = null)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Invoke(new TrainingProgress(unit, done, total));
    }
}

/// <summary>How far a training is.</summary>
/// <param name="Unit">What is counted: "lines", "pieces".</param>
/// <param name="Done">How many so far.</param>
/// <param name="Total">How many there will be at most; null where nobody knows.</param>
public readonly record struct TrainingProgress(string Unit, long Done, long? Total);
