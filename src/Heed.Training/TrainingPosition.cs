namespace Heed.Training;

/// <summary>How far a run has come. All of its randomness is a function of this and the seed.</summary>
public sealed record TrainingPosition
{
    /// <summary>Steps taken.</summary>
    public long Step { get; init; }

    /// <summary>Passes over the data completed: the next batch belongs to the epoch of this number, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>The next batch of the epoch, from 0.</summary>
    public int Batch { get; init; }

    /// <summary>Batches seen in all: the counter that dropout draws from.</summary>
    public long Batches { get; init; }
}
