using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class LeadingRowOpTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Store(5, out Parameter leading);
        GradientCheck.Run((workspace, x) => [LeadingRowOp.Apply(x[0], leading, workspace.From([0, 3, 3, 7]))], [new Shape(7, 5)], store);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("sequences");
        using var store = new ParameterStore();
        Parameter leading = torch.Parameter(store, "leading");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = LeadingRowOp.Apply(x, leading, torch.Integers(workspace, "offsets"));
        torch.Check("led.output", output.Values);
        workspace.Backward(output, torch.Floats("led.weights"));
        torch.Check("led.x", x.Gradients);
        torch.Check("led.leading", leading.Gradients);
    }

    [Fact]
    public void A_row_of_another_width_is_refused()
    {
        using ParameterStore store = Store(4, out Parameter leading);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Assert.Throws<ArgumentException>(() => LeadingRowOp.Apply(workspace.From(new float[10], new Shape(2, 5)), leading, workspace.From([0, 2])));
    }

    private static ParameterStore Store(int width, out Parameter leading)
    {
        var store = new ParameterStore();
        leading = store.Add("leading", new Shape(width), (values, _) => GuardedBuffer.FillNormal(values, seed: 3));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
