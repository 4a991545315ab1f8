namespace Heed.Models.Inspection;

/// <summary>One step of a search with a cache.</summary>
/// <param name="Step">From 0.</param>
/// <param name="Hypotheses">How many were alive.</param>
/// <param name="NewRows">Rows computed in each layer: one for each hypothesis.</param>
/// <param name="ReusedRows">Rows of earlier steps that were read in each layer, and would have been computed again without a cache.</param>
/// <param name="SelfBytes">Bytes of new and reused rows in all layers.</param>
/// <param name="CrossBytes">Bytes of the source's rows in all layers.</param>
public sealed record CacheStep(int Step, int Hypotheses, int NewRows, int ReusedRows, long SelfBytes, long CrossBytes);
