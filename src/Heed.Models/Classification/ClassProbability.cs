namespace Heed.Models.Classification;

/// <summary>A class and how probable the model finds it, 0 … 1.</summary>
public readonly record struct ClassProbability(string Label, float Probability);
