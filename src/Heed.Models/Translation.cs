namespace Heed.Models;

/// <summary>One translation of a sentence, with the score it was ranked by and the log-probability of its tokens (natural logarithm).</summary>
public sealed record Translation(string Text, float Score, float LogProbability, IReadOnlyList<int> Tokens);
