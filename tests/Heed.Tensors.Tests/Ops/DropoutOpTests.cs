using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class DropoutOpTests
{
    [Fact]
    public void Gradients_agree_with_differences() => GradientCheck.Run((_, x) => [DropoutOp.Apply(x[0], 0.4f)], [new Shape(5, 7)]);

    [Fact]
    public void Without_training_it_is_the_input_itself()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From([1f, 2f], new Shape(1, 2));
        Assert.Equal(x, DropoutOp.Apply(x, 0.5f));
    }

    [Fact]
    public void What_stays_is_scaled_up()
    {
        using var workspace = new Workspace();
        workspace.BeginTrainingStep(seed: 1, step: 1);
        Tensor y = DropoutOp.Apply(workspace.From(Enumerable.Repeat(1f, 1000).ToArray(), new Shape(10, 100)), 0.5f);
        Assert.All(y.Values.ToArray(), value => Assert.True(value is 0 or 2));
        Assert.InRange(y.Values.Count(0f), 430, 570);
    }
}
