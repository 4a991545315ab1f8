namespace Heed.Training.Runs;

/// <summary>The checkpoint with the best score so far.</summary>
internal sealed record BestCheckpoint(long Step, double Score);
