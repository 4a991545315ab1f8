namespace Heed.Tensors.Ops;

/// <summary>
/// Who sees whom. <paramref name="QueryOffsets"/> and <paramref name="KeyOffsets"/> (B + 1 each) cut the packed rows into sequences;
/// query row i sees the key rows <c>First[i] … Last[i]</c>, inclusive, all inside its own sequence; nothing where First &gt; Last.
/// </summary>
public readonly record struct AttentionLayout(Integers QueryOffsets, Integers KeyOffsets, Integers First, Integers Last);
