using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class RotaryOpTests
{
    private static readonly int[] Places = [3, 0, 5, 1];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_differences(bool interleaved) => GradientCheck.Run(
        (workspace, x) => [RotaryOp.Apply(x[0], Angles(4, 6), workspace.From(Places), new RotaryOptions(2, 4, interleaved))], [new Shape(4, 11)]);

    [Theory]
    [InlineData(false, "halves")]
    [InlineData(true, "neighbours")]
    public void It_agrees_with_PyTorch(bool interleaved, string name)
    {
        TorchCase torch = TorchCase.Load("rotary");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = RotaryOp.Apply(x, Angles(8, 31), torch.Integers(workspace, "places"), new RotaryOptions(2, 8, interleaved));
        torch.Check($"{name}.output", output.Values);
        workspace.Backward(output, torch.Floats("output_weights"));
        torch.Check($"{name}.x", x.Gradients);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[8], new Shape(2, 4));
        Assert.Throws<ArgumentException>(() => RotaryOp.Apply(x, Angles(4, 6), workspace.From([0, 6]), new RotaryOptions(1, 4)));
        Assert.Throws<ArgumentException>(() => RotaryOp.Apply(x, Angles(4, 6), workspace.From([0, 1]), new RotaryOptions(2, 4)));
        Assert.Throws<ArgumentException>(() => RotaryOp.Apply(x, Angles(3, 6), workspace.From([0, 1]), new RotaryOptions(1, 3)));
    }

    private static PositionTable Angles(int width, int positions)
    {
        var values = new float[positions * width];
        for (int position = 0; position < positions; position++)
        {
            for (int pair = 0; pair < width / 2; pair++)
            {
                double angle = position * Math.Pow(10000, -2.0 * pair / width);
                values[(position * width) + pair] = (float)Math.Cos(angle);
                values[(position * width) + (width / 2) + pair] = (float)Math.Sin(angle);
            }
        }

        return PositionTable.Constant(values, new Shape(positions, width));
    }
}
