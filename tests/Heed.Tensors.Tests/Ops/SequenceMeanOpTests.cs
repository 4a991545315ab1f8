using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class SequenceMeanOpTests
{
    [Fact]
    public void Gradients_agree_with_differences() => GradientCheck.Run(
        (workspace, x) => [SequenceMeanOp.Apply(x[0], workspace.From([0, 3, 3, 8]), workspace.From([3, 0, 4]))], [new Shape(8, 5)]);

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("sequences");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = SequenceMeanOp.Apply(x, torch.Integers(workspace, "offsets"), torch.Integers(workspace, "lengths"));
        torch.Check("mean.output", output.Values);
        workspace.Backward(output, torch.Floats("mean.weights"));
        torch.Check("mean.x", x.Gradients);
    }

    [Theory]
    [InlineData(0, 4, 4)]
    [InlineData(0, 5, 6)]
    [InlineData(1, 5, 2)]
    public void Sequences_that_do_not_fill_the_tensor_are_refused(int start, int end, int length)
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[10], new Shape(5, 2));
        Assert.Throws<ArgumentException>(() => SequenceMeanOp.Apply(x, workspace.From([start, end]), workspace.From([length])));
    }
}
