using Heed.Nn.Normalization;
using Heed.Nn.Residuals;
using Heed.Tensors;

namespace Heed.Models.Transformer;

/// <summary>The norms of a stack of layers and their wiring: what encoder and decoder have in common.</summary>
internal sealed class LayerStack
{
    private readonly StackWiring wiring;
    private readonly SublayerJoin[] joins;
    private readonly int sublayers;

    /// <summary>Declares <c>name.layers.i.norm</c> for each of <paramref name="normNames"/>, and <c>name.layer_norm</c> if the stack ends with one.</summary>
    public LayerStack(ParameterStore store, string name, int layers, IReadOnlyList<string> normNames, TransformerOptions options)
    {
        sublayers = normNames.Count;
        var norms = new List<Norm>();
        for (int layer = 0; layer < layers; layer++)
        {
            norms.AddRange(normNames.Select(norm => options.Norm.Build(store, $"{name}.layers.{layer}.{norm}", options.Width)));
        }

        Norm? final = options.Placement.HasFinalNorm ? options.Norm.Build(store, $"{name}.layer_norm", options.Width) : null;
        wiring = options.Placement.Wire(norms, final, options.Dropout);
        joins = [.. wiring.Joins];
    }

    /// <summary>Starts the stream from the embedded input (N, D).</summary>
    public ResidualStream Enter(Tensor x) => wiring.Enter(x);

    /// <summary>The joins of one layer's sub-layers.</summary>
    public ReadOnlySpan<SublayerJoin> Joins(int layer) => joins.AsSpan(layer * sublayers, sublayers);
}
