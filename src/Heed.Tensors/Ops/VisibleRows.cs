namespace Heed.Tensors.Ops;

/// <summary>For each query row of a decoding step, the first and last cache row that it sees, inclusive.</summary>
public readonly record struct VisibleRows(Integers First, Integers Last)
{
    /// <summary>The cache row where each query itself stands: the last that it sees, unless it sees what follows it in its chunk.</summary>
    public Integers Own { get; init; } = Last;
}
