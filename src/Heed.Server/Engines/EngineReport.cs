namespace Heed.Server.Engines;

/// <summary>What went through a model at once.</summary>
/// <param name="Rows">Sentences of a batch, or texts of a step.</param>
/// <param name="SourceTokens">Tokens read.</param>
/// <param name="TargetTokens">Tokens written, the best translation of each sentence only.</param>
/// <param name="Duration">How long it took.</param>
public readonly record struct EngineReport(int Rows, int SourceTokens, int TargetTokens, TimeSpan Duration);
