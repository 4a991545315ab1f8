using Heed.Nn;
using Heed.Tensors;

namespace Heed.Models.WordInputs;

/// <summary>Ids (N) of packed texts → rows (N, W).</summary>
public abstract class WordInput
{
    /// <summary>W.</summary>
    public abstract int Width { get; }

    public abstract Tensor Forward(Workspace workspace, ReadOnlySpan<int> ids, in Sequences texts);
}
