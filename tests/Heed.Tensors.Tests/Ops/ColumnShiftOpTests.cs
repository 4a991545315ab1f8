using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class ColumnShiftOpTests
{
    [Theory]
    [InlineData(6, 0)]
    [InlineData(9, 2)]
    public void Gradients_agree_with_differences(int columns, int first)
    {
        using ParameterStore store = Store(out Parameter shift);
        GradientCheck.Run((_, x) => [ColumnShiftOp.Apply(new ColumnSlice(x[0], first), shift, 0.7f)], [new Shape(4, columns)], store);
    }

    [Fact]
    public void A_slice_that_is_too_narrow_is_refused()
    {
        using ParameterStore store = Store(out Parameter shift);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(2, 8));
        Assert.Contains("6 columns wide", Assert.Throws<ArgumentException>(() => ColumnShiftOp.Apply(new ColumnSlice(x, 3), shift)).Message, StringComparison.Ordinal);
    }

    private static ParameterStore Store(out Parameter shift)
    {
        var store = new ParameterStore();
        shift = store.Add("u", new Shape(6), static (values, _) => GuardedBuffer.FillNormal(values, seed: 5));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
