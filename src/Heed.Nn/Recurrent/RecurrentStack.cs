using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>
/// Recurrent layers one above the other, with dropout between them; with both directions, each layer sees the future as well (Schuster and Paliwal,
/// 1997). (N, I) → (N, O).
/// </summary>
public sealed class RecurrentStack
{
    private readonly RecurrentLayer[] layers; // a layer's forward direction, then its backward one
    private readonly RecurrentStackOptions options;

    /// <summary>Declares the layers under <paramref name="name"/>, in PyTorch's names: <c>name.weight_ih_l0</c>, …, <c>name.bias_hh_l1_reverse</c>.</summary>
    public RecurrentStack(ParameterStore store, string name, int inputs, RecurrentStackOptions options)
    {
        this.options = options;
        layers = new RecurrentLayer[options.Layers * options.Directions];
        for (int index = 0; index < layers.Length; index++)
        {
            (int layer, int direction) = int.DivRem(index, options.Directions);
            string suffix = direction == 0 ? $"l{layer}" : $"l{layer}_reverse";
            layers[index] = options.Cell.Build(store, new(name, suffix, layer == 0 ? inputs : options.Outputs, options.Width));
        }
    }

    /// <summary>
    /// Hidden states of the top layer (N, O), the backward direction's beside the forward one's. <paramref name="initial"/>, if given, holds the first
    /// states of all layers and directions side by side; those at the end go to <paramref name="final"/>, one tensor each, if it is not empty.
    /// </summary>
    public Tensor Forward(Tensor x, in RecurrentRows rows, ColumnSlice initial = default, Span<Tensor> final = default)
    {
        int stateWidth = options.Cell.StateWidth(options.Width);
        for (int index = 0; index < layers.Length; index += options.Directions)
        {
            x = index == 0 ? x : DropoutOp.Apply(x, options.Dropout);
            Tensor input = x;
            for (int direction = 0; direction < options.Directions; direction++)
            {
                ColumnSlice first = initial.Tensor.IsNone ? default : initial with { Column = initial.Column + ((index + direction) * stateWidth) };
                RecurrentResult result = layers[index + direction].Forward(input, direction == 0 ? rows.Forwards : rows.Backwards, first);
                x = direction == 0 ? result.Output : ConcatenationOp.Apply(x, result.Output);
                if (!final.IsEmpty)
                {
                    final[index + direction] = result.Final;
                }
            }
        }

        return x;
    }
}
