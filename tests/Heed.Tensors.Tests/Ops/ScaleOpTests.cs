using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class ScaleOpTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Store(new Shape(1), out Parameter scale);
        GradientCheck.Run((_, x) => [ScaleOp.Apply(x[0], scale)], [new Shape(5, 7)], store);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("scale");
        using var store = new ParameterStore();
        Parameter scale = torch.Parameter(store, "scale");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = ScaleOp.Apply(x, scale);
        torch.Check("output", output.Values);
        workspace.Backward(output, torch.Floats("output_weights"));
        torch.Check("x.gradient", x.Gradients);
        torch.Check("scale.gradient", scale.Gradients);
    }

    [Fact]
    public void A_scale_of_several_numbers_is_refused()
    {
        using ParameterStore store = Store(new Shape(2), out Parameter scale);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Assert.Throws<ArgumentException>(() => ScaleOp.Apply(workspace.From(new float[6], new Shape(2, 3)), scale));
    }

    private static ParameterStore Store(Shape shape, out Parameter scale)
    {
        var store = new ParameterStore();
        scale = store.Add("scale", shape, static (values, _) => values.Fill(0.7f));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
