using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class RowGatherOpTests
{
    [Fact]
    public void Gradients_agree_with_differences() =>
        GradientCheck.Run((workspace, x) => [RowGatherOp.Apply(x[0], workspace.From([3, 0, 3]))], [new Shape(4, 5)]);

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("sequences");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = RowGatherOp.Apply(x, torch.Integers(workspace, "rows"));
        torch.Check("gathered.output", output.Values);
        workspace.Backward(output, torch.Floats("gathered.weights"));
        torch.Check("gathered.x", x.Gradients);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_row_outside_the_tensor_is_refused(int row)
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[8], new Shape(4, 2));
        ArgumentException caught = Assert.Throws<ArgumentException>(() => RowGatherOp.Apply(x, workspace.From([0, row])));
        Assert.Equal($"The index {row} of row 1 is outside the tensor, which has 4 rows.", caught.Message);
    }
}
