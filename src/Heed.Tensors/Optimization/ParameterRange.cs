namespace Heed.Tensors.Optimization;

/// <summary>A part of a store's blocks, in floats.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
public readonly record struct ParameterRange(long Start, long End);
