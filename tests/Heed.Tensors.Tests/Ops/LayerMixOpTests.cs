using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class LayerMixOpTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Declare(out Parameter weights, out Parameter scale);
        Shape shape = new(3, 4);
        GradientCheck.Run((_, x) => [LayerMixOp.Apply(x, weights, scale)], [shape, shape, shape], store);
    }

    [Fact]
    public void It_is_a_weighted_mean_times_the_scale()
    {
        using ParameterStore store = Declare(out Parameter weights, out Parameter scale);
        ((float[])[0, MathF.Log(2), 0]).CopyTo(weights.Values);
        scale.Values[0] = 4;
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor[] layers = [.. ((float[])[1, 2, 3]).Select(value => workspace.From([value], new Shape(1, 1)))];
        Assert.Equal(4 * ((0.25f * 1) + (0.5f * 2) + (0.25f * 3)), LayerMixOp.Apply(layers, weights, scale).Values[0], 5);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_refused()
    {
        using ParameterStore store = Declare(out Parameter weights, out Parameter scale);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor narrow = workspace.Allocate(new Shape(2, 1)), wide = workspace.Allocate(new Shape(2, 2));
        Assert.Throws<ArgumentException>(() => LayerMixOp.Apply([narrow, narrow], weights, scale));
        Assert.Throws<ArgumentException>(() => LayerMixOp.Apply([narrow, narrow, wide], weights, scale));
    }

    private static ParameterStore Declare(out Parameter weights, out Parameter scale)
    {
        var store = new ParameterStore();
        weights = store.Add("weights", new Shape(3), static (values, _) => ((float[])[0.3f, -0.5f, 0.9f]).CopyTo(values));
        scale = store.Add("scale", new Shape(1), static (values, _) => values.Fill(1.3f));
        store.Allocate(withGradients: true);
        store.Initialize(1);
        return store;
    }
}
