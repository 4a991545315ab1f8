using Heed.Nn.Normalization;
using Heed.Tensors;

namespace Heed.Nn.Residuals;

/// <summary>The way into a stack of sub-layers, and the join behind each of them.</summary>
public sealed class StackWiring(Norm? entry, IReadOnlyList<SublayerJoin> joins)
{
    /// <summary>The norm in front of the first sub-layer; null where that reads the input as it is.</summary>
    public Norm? Entry { get; } = entry;

    /// <summary>One join for each sub-layer, in order.</summary>
    public IReadOnlyList<SublayerJoin> Joins { get; } = joins;

    /// <summary>Starts the stream from the embedded input (N, D), whose rows are padding where <paramref name="real"/> (N) is 0.</summary>
    public ResidualStream Enter(Tensor x, Integers real = default) => new(x, Entry is null ? x : Entry.Forward(x, real), real);
}
