using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class SequenceMaxOpTests
{
    [Fact]
    public void Gradients_agree_with_differences_where_no_two_rows_are_near()
    {
        // The numbers of a column lie at least 1/2 apart, farther than the differences reach.
        float[] values = [.. Enumerable.Range(0, 40).Select(static index => (index * 7 % 40) / 2f)];
        GradientCheck.Run((workspace, x) => [Apply(workspace, x[0])], [new Shape(8, 5)], [values]);
    }

    [Fact]
    public void The_largest_real_row_wins_and_the_first_of_equals_has_the_gradient()
    {
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = workspace.From([1f, -5, 4, -5, 4, -7, 9, 9], new Shape(4, 2), requiresGradient: true);
        Tensor y = SequenceMaxOp.Apply(x, workspace.From([0, 4]), workspace.From([3]));
        Assert.Equal([4f, -5], y.Values.ToArray());
        workspace.Backward(y, [2, 3]);
        Assert.Equal([0f, 3, 2, 0, 0, 0, 0, 0], x.Gradients.ToArray());
    }

    private static Tensor Apply(Workspace workspace, Tensor x) => SequenceMaxOp.Apply(x, workspace.From([0, 3, 3, 8]), workspace.From([3, 0, 4]));
}
