using Heed.Tensors.Ops;
using Heed.Tensors.Ops.Recurrence;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops.Recurrence;

public sealed class LayerNormLstmOpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_differences(bool backwards)
    {
        using var store = new ParameterStore();

        // A norm of nearly equal numbers is too sharply bent for differences: a large ε flattens it.
        (Parameter weight, (NormParameters, NormParameters) norms) = Declare(store.Add, epsilon: 0.3f);
        store.Allocate(withGradients: true);
        store.Initialize(1);
        GradientCheck.Run((workspace, x) => [LayerNormLstmOp.Apply(x[0], weight, norms, Recurrences.Layout(workspace, backwards)).Output], [new Shape(9, 20)], store);
        Recurrences.CheckGradients(store, 4, 2, backwards, (x, layout, initial) => LayerNormLstmOp.Apply(x, weight, norms, layout, initial));
    }

    [Theory]
    [InlineData("layer_norm_lstm.forwards")]
    [InlineData("layer_norm_lstm.backwards")]
    public void It_agrees_with_PyTorch(string name) => Recurrences.CheckTorch(TorchCase.Load("recurrence"), name, static parameter =>
    {
        (Parameter weight, (NormParameters, NormParameters) norms) = Declare((part, _, _) => parameter(part), epsilon: 1e-5f);
        return (x, layout, initial) => LayerNormLstmOp.Apply(x, weight, norms, layout, initial);
    });

    private static (Parameter Weight, (NormParameters Product, NormParameters Cell) Norms) Declare(
        Func<string, Shape, ParameterInitializer, Parameter> add, float epsilon)
    {
        const int Width = Recurrences.Width;
        Parameter weight = add("weight", new Shape(4 * Width, Width), Recurrences.Fill);
        var product = new NormParameters(
            add("product_gain", new Shape(4 * Width), Recurrences.Fill), add("product_shift", new Shape(4 * Width), Recurrences.Fill), epsilon);
        var cell = new NormParameters(add("cell_gain", new Shape(Width), Recurrences.Fill), add("cell_shift", new Shape(Width), Recurrences.Fill), epsilon);
        return (weight, (product, cell));
    }
}
