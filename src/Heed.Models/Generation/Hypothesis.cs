namespace Heed.Models.Generation;

/// <summary>One translation: its tokens without start and end, the sum of their log-probabilities (end included), and the score it was ranked by.</summary>
public sealed record Hypothesis(int[] Tokens, float LogProbability, float Score)
{
    /// <summary>ln p of each token given those before it; where the translation ended by itself, that of the end token stands last.</summary>
    public required float[] LogProbabilities { get; init; }
}
