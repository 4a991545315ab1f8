namespace Heed.Models.Generation;

/// <summary>A token of a text with its log-probability (natural logarithm), as the model has it before temperature and the like.</summary>
/// <param name="Id">The token.</param>
/// <param name="LogProbability">Its log-probability; 0 where none was asked for.</param>
/// <param name="Likely">The most probable tokens at its place, best first; none where they were not asked for.</param>
public readonly record struct ScoredToken(int Id, float LogProbability, IReadOnlyList<(int Id, float LogProbability)> Likely);
