using Heed.Tensors.Ops.Recurrence;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops.Recurrence;

public sealed class LstmOpTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Gradients_agree_with_differences(bool backwards, bool hasBias)
    {
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(4 * Recurrences.Width, Recurrences.Width), Recurrences.Fill);
        Parameter? bias = hasBias ? store.Add("bias", new Shape(4 * Recurrences.Width), Recurrences.Fill) : null;
        store.Allocate(withGradients: true);
        store.Initialize(1);
        GradientCheck.Run((workspace, x) => [LstmOp.Apply(x[0], new(weight, bias), Recurrences.Layout(workspace, backwards)).Output], [new Shape(9, 4 * Recurrences.Width)], store);
        Recurrences.CheckGradients(store, 4, 2, backwards, (x, layout, initial) => LstmOp.Apply(x, new(weight, bias), layout, initial));
    }

    [Theory]
    [InlineData("lstm.forwards")]
    [InlineData("lstm.backwards")]
    public void It_agrees_with_PyTorch(string name) => Recurrences.CheckTorch(TorchCase.Load("recurrence"), name, static parameter =>
    {
        var weights = new RecurrentWeights(parameter("weight"), parameter("bias"));
        return (x, layout, initial) => LstmOp.Apply(x, weights, layout, initial);
    });
}
