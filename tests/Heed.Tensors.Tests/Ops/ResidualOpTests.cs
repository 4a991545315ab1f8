using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class ResidualOpTests
{
    [Fact]
    public void Gradients_agree_with_differences() =>
        GradientCheck.Run((_, x) => [ResidualOp.Apply(x[0], x[1], dropout: 0.3f)], [new Shape(3, 5), new Shape(3, 5)]);

    [Fact]
    public void A_stream_may_be_its_own_branch() => GradientCheck.Run((_, x) => [ResidualOp.Apply(x[0], x[0])], [new Shape(3, 5)]);

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("norms");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor branch = torch.Input(workspace, "branch");
        Tensor sum = ResidualOp.Apply(x, branch);
        torch.Check("sum", sum.Values);
        workspace.Backward(sum, torch.Floats("sum_weights"));
        torch.Check("residual.x", x.Gradients);
        torch.Check("residual.branch", branch.Gradients);
    }

    [Fact]
    public void Another_shape_is_refused()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[6], new Shape(2, 3));
        Tensor branch = workspace.From(new float[6], new Shape(3, 2));
        Assert.Throws<ArgumentException>(() => ResidualOp.Apply(x, branch));
    }
}
