using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Stacks;

/// <summary>The norms and residual sums of a stack of layers and their wiring: what encoder and decoder have in common.</summary>
internal sealed class LayerStack
{
    private readonly StackWiring wiring;
    private readonly SublayerJoin[] joins;
    private readonly int sublayers;

    /// <summary>Declares what the placement needs around <c>name.layers.i.sublayer</c> for each of <paramref name="sublayerNames"/>.</summary>
    public LayerStack(ParameterStore store, string name, int layers, IReadOnlyList<string> sublayerNames, StackOptions options)
    {
        sublayers = sublayerNames.Count;
        wiring = options.Placement.Wire(new StackParts
        {
            Name = name,
            Sublayers = [.. Enumerable.Range(0, layers).SelectMany(layer => sublayerNames.Select(sublayer => $"{name}.layers.{layer}.{sublayer}"))],
            Norm = path => options.Norm.Build(store, path, options.Width),
            Residual = path => options.Residual.Build(store, path),
            Dropout = options.Dropout,
        });
        joins = [.. wiring.Joins];
    }

    /// <summary>Starts the stream from the embedded input (N, D), whose rows are padding where <paramref name="real"/> (N) is 0.</summary>
    public ResidualStream Enter(Tensor x, Integers real = default) => wiring.Enter(x, real);

    /// <summary>The joins of one layer's sub-layers.</summary>
    public ReadOnlySpan<SublayerJoin> Joins(int layer) => joins.AsSpan(layer * sublayers, sublayers);
}
