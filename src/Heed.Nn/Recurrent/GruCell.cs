using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>
/// r, z = σ(W x + U h + b), n = tanh(Wₙ x + bₙ + r ⊙ (Uₙ h + cₙ)), h = (1 − z) ⊙ n + z ⊙ h₋₁ (Cho et al., 2014, in the form of cuDNN and PyTorch): the LSTM
/// with one gate and one state less.
/// </summary>
[Variant("r, z = σ(W x + U h + b), n = tanh(Wₙ x + r ⊙ Uₙ h), h = (1 − z) ⊙ n + z ⊙ h₋₁", "Cho et al., 2014")]
public sealed record GruCell : RecurrentCellOptions
{
    public override int StateWidth(int width) => width;

    public override RecurrentLayer Build(ParameterStore store, in RecurrentLayerShape shape)
    {
        int gates = 3 * shape.Width;
        Parameter inputWeight = shape.Weight(store, "weight_ih", 3, shape.Inputs);
        Parameter weight = shape.Weight(store, "weight_hh", 3, shape.Width);
        Parameter inputBias = shape.Vector(store, "bias_ih", gates, Initializers.Zeros);
        return new Layer(inputWeight, inputBias, new RecurrentWeights(weight, shape.Vector(store, "bias_hh", gates, Initializers.Zeros)));
    }

    private sealed class Layer(Parameter inputWeight, Parameter inputBias, RecurrentWeights weights) : RecurrentLayer
    {
        public override RecurrentResult Forward(Tensor x, in RecurrenceLayout layout, ColumnSlice initial = default) =>
            GruOp.Apply(LinearOp.Apply(x, inputWeight, inputBias), weights, layout, initial);
    }
}
