using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class HeadProductOpTests
{
    [Theory]
    [InlineData(6, 0)]
    [InlineData(9, 2)]
    public void Gradients_agree_with_differences(int columns, int first) => GradientCheck.Run(
        (_, x) => [HeadProductOp.Apply(new ColumnSlice(x[0], first), x[1], heads: 2)], [new Shape(4, columns), new Shape(5, 6)]);

    [Fact]
    public void A_product_is_that_of_each_head()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From([1, 2, 3, 4], new Shape(1, 4));
        Tensor table = workspace.From([1, 0, 0, 1, 10, 10, 10, 10, 0, 5, 5, 0], new Shape(3, 4));
        Assert.Equal([1, 30, 10, 4, 70, 15], HeadProductOp.Apply(new ColumnSlice(x, 0), table, heads: 2).Values.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        var x = new ColumnSlice(workspace.Allocate(new Shape(2, 8)), 0);
        Assert.Contains("8", Assert.Throws<ArgumentException>(() => HeadProductOp.Apply(x, workspace.Allocate(new Shape(3, 10)), 2)).Message, StringComparison.Ordinal);
        Assert.Contains("3 heads", Assert.Throws<ArgumentException>(() => HeadProductOp.Apply(x, workspace.Allocate(new Shape(3, 8)), 3)).Message, StringComparison.Ordinal);
    }
}
