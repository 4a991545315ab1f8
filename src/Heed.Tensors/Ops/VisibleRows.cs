namespace Heed.Tensors.Ops;

/// <summary>For each query row of a decoding step, the first and last cache row that it sees, inclusive.</summary>
public readonly record struct VisibleRows(Integers First, Integers Last);
