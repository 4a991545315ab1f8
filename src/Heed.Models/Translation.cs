namespace Heed.Models;

/// <summary>One translation of a sentence, with the score it was ranked by and the log-probability of its tokens (natural logarithm).</summary>
public sealed record Translation(string Text, float Score, float LogProbability, IReadOnlyList<int> Tokens)
{
    /// <summary>ln p of each token given those before it; where the translation ended by itself, that of the end token stands last.</summary>
    public IReadOnlyList<float> LogProbabilities { get; init; } = [];
}
