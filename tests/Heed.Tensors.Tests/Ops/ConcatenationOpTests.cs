using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class ConcatenationOpTests
{
    [Fact]
    public void Gradients_agree_with_differences() => GradientCheck.Run((_, x) => [ConcatenationOp.Apply(x[0], x[1])], [new Shape(4, 3), new Shape(4, 5)]);

    [Fact]
    public void Rows_stand_side_by_side()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor left = workspace.From([1f, 2], new Shape(2, 1));
        Tensor right = workspace.From([3f, 4, 5, 6], new Shape(2, 2));
        Assert.Equal([1f, 3, 4, 2, 5, 6], ConcatenationOp.Apply(left, right).Values.ToArray());
    }

    [Fact]
    public void Different_numbers_of_rows_are_refused()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => ConcatenationOp.Apply(workspace.Allocate(new Shape(2, 1)), workspace.Allocate(new Shape(3, 1))));
        Assert.Contains("(3, 1)", error.Message, StringComparison.Ordinal);
    }
}
