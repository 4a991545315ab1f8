using Heed.Nn.Catalogue;
using Heed.Tensors;
using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;

namespace Heed.Nn.Recurrent;

/// <summary>
/// i, f, o = σ(LN(W x) + LN(U h)), g = tanh(…), c = f ⊙ c₋₁ + i ⊙ g, h = o ⊙ tanh(LN(c)) (Ba, Kiros and Hinton, 2016, equations 20 to 22): each time
/// step is normalised by itself, which a norm over the batch cannot do. The norm of W x has the only bias of the gates.
/// </summary>
[Variant("as lstm, of LN(W x) + LN(U h), h = o ⊙ tanh(LN(c))", "Ba, Kiros and Hinton, 2016")]
public sealed record LayerNormLstmCell : RecurrentCellOptions
{
    /// <summary>Added to each variance.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <summary>What the forget gate's bias begins with.</summary>
    public float ForgetBias { get; init; } = 1;

    public override int StateWidth(int width) => 2 * width;

    public override RecurrentLayer Build(ParameterStore store, in RecurrentLayerShape shape)
    {
        int width = shape.Width;
        Parameter inputWeight = shape.Weight(store, "weight_ih", 4, shape.Inputs);
        Parameter weight = shape.Weight(store, "weight_hh", 4, width);
        Parameter inputShift = shape.Vector(store, "layernorm_i.bias", 4 * width, (values, _) =>
        {
            values.Clear();
            values.Slice(width, width).Fill(ForgetBias);
        });
        var input = new NormParameters(shape.Vector(store, "layernorm_i.weight", 4 * width, Initializers.Ones), inputShift, Epsilon);
        var product = new NormParameters(shape.Vector(store, "layernorm_h.weight", 4 * width, Initializers.Ones), null, Epsilon);
        Parameter cellShift = shape.Vector(store, "layernorm_c.bias", width, Initializers.Zeros);
        var cell = new NormParameters(shape.Vector(store, "layernorm_c.weight", width, Initializers.Ones), cellShift, Epsilon);
        return new Layer(inputWeight, weight, input, (product, cell));
    }

    private sealed class Layer(Parameter inputWeight, Parameter weight, NormParameters input, (NormParameters Product, NormParameters Cell) norms) : RecurrentLayer
    {
        public override RecurrentResult Forward(Tensor x, in RecurrenceLayout layout, ColumnSlice initial = default) =>
            LayerNormLstmOp.Apply(LayerNormOp.Apply(LinearOp.Apply(x, inputWeight, null), input), weight, norms, layout, initial);
    }
}
