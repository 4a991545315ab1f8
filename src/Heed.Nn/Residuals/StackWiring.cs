using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>The way into a stack of sub-layers, and the join behind each of them.</summary>
public sealed class StackWiring(Norm? entry, IReadOnlyList<SublayerJoin> joins)
{
    /// <summary>One join for each sub-layer, in order.</summary>
    public IReadOnlyList<SublayerJoin> Joins { get; } = joins;

    /// <summary>Starts the stream from the embedded input (N, D).</summary>
    public ResidualStream Enter(Tensor x) => new(x, entry is null ? x : entry.Forward(x));
}
