namespace Heed.Models.Generation;

/// <summary>A token and ln p of it.</summary>
public readonly record struct TokenProbability(int Id, float LogProbability);
