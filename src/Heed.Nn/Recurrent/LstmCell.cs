using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>
/// i, f, o = σ(W x + U h + b), g = tanh(…), c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ tanh c (Hochreiter and Schmidhuber, 1997; forget gates from Gers et al., 2000):
/// a sum over time carries the memory, so that gradients reach far back.
/// </summary>
[Variant("i, f, o = σ(W x + U h + b), c = f ⊙ c₋₁ + i ⊙ tanh(…), h = o ⊙ tanh c", "Hochreiter and Schmidhuber, 1997; Gers et al., 2000")]
public sealed record LstmCell : RecurrentCellOptions
{
    /// <summary>What the forget gate's bias begins with; 1 lets a new network remember (Jozefowicz et al., 2015).</summary>
    public float ForgetBias { get; init; } = 1;

    public override int StateWidth(int width) => 2 * width;

    public override RecurrentLayer Build(ParameterStore store, in RecurrentLayerShape shape)
    {
        int width = shape.Width;
        Parameter inputWeight = shape.Weight(store, "weight_ih", 4, shape.Inputs);
        Parameter weight = shape.Weight(store, "weight_hh", 4, width);
        Parameter inputBias = shape.Vector(store, "bias_ih", 4 * width, (values, _) =>
        {
            values.Clear();
            values.Slice(width, width).Fill(ForgetBias);
        });
        return new Layer(inputWeight, inputBias, new RecurrentWeights(weight, shape.Vector(store, "bias_hh", 4 * width, Initializers.Zeros)));
    }

    private sealed class Layer(Parameter inputWeight, Parameter inputBias, RecurrentWeights weights) : RecurrentLayer
    {
        public override RecurrentResult Forward(Tensor x, in RecurrenceLayout layout, ColumnSlice initial = default) =>
            LstmOp.Apply(LinearOp.Apply(x, inputWeight, inputBias), weights, layout, initial);
    }
}
