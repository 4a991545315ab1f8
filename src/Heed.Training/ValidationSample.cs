namespace Heed.Training;

/// <summary>One example of what the model says at a validation.</summary>
/// <param name="Source">What it was given.</param>
/// <param name="Reference">What it should have said.</param>
/// <param name="Hypothesis">What it said.</param>
public sealed record ValidationSample(string Source, string Reference, string Hypothesis);
