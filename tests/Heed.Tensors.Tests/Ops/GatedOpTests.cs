using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class GatedOpTests
{
    [Theory]
    [InlineData(Activation.Silu, 0f)]
    [InlineData(Activation.GeluTanh, 0.3f)]
    public void Gradients_agree_with_differences(Activation activation, float dropout) =>
        GradientCheck.Run((_, x) => [GatedOp.Apply(x[0], activation, dropout)], [new Shape(4, 6)]);

    [Theory]
    [InlineData(Activation.Silu, "silu")]
    [InlineData(Activation.GeluTanh, "gelu_tanh")]
    public void It_agrees_with_PyTorch(Activation activation, string name)
    {
        TorchCase torch = TorchCase.Load("gated");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = GatedOp.Apply(x, activation);
        torch.Check($"{name}.output", output.Values);
        workspace.Backward(output, torch.Floats("output_weights"));
        torch.Check($"{name}.x", x.Gradients);
    }

    [Fact]
    public void What_has_no_halves_or_no_gate_is_refused()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Assert.Throws<ArgumentException>(() => GatedOp.Apply(workspace.From(new float[6], new Shape(2, 3)), Activation.Silu));
        Assert.Throws<ArgumentException>(() => GatedOp.Apply(workspace.From(new float[8], new Shape(2, 4)), Activation.Relu));
    }
}
