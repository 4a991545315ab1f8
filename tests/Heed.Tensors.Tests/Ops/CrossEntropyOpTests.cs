using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class CrossEntropyOpTests
{
    private static readonly int[] Targets = [3, -1, 0, 10, 5];

    [Theory]
    [InlineData(0f, false)]
    [InlineData(0.1f, true)]
    public void Gradients_agree_with_differences(float smoothing, bool hasBias)
    {
        using ParameterStore store = Projection(11, 4, hasBias, out Parameter weight, out Parameter? bias);
        GradientCheck.Run(
            (workspace, x) => [CrossEntropyOp.Apply(x[0], weight, bias, workspace.From(Targets), new LossOptions(smoothing, 0.5f)).Loss],
            [new Shape(5, 4)],
            store);
    }

    [Fact]
    public void Blocks_of_rows_add_up()
    {
        // More rows than one block: the sum over single rows is the reference.
        const int Rows = 300;
        using ParameterStore store = Projection(9, 4, false, out Parameter weight, out _);
        using var workspace = new Workspace();
        var values = new float[Rows * 4];
        GuardedBuffer.FillNormal(values, 3);
        int[] targets = [.. Enumerable.Range(0, Rows).Select(row => row % 9)];
        var options = new LossOptions(0.1f, 1);

        workspace.BeginDeterministicStep();
        Tensor all = workspace.From(values, new Shape(Rows, 4), requiresGradient: true);
        CrossEntropyResult together = CrossEntropyOp.Apply(all, weight, null, workspace.From(targets), options);
        workspace.Backward(together.Loss);
        float[] gradients = all.Gradients.ToArray();
        float[] weightGradients = weight.Gradients.ToArray();

        store.ClearGradients();
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            workspace.BeginDeterministicStep();
            Tensor one = workspace.From(values.AsSpan(row * 4, 4), new Shape(1, 4), requiresGradient: true);
            CrossEntropyResult result = CrossEntropyOp.Apply(one, weight, null, workspace.From(targets.AsSpan(row, 1)), options);
            workspace.Backward(result.Loss);
            sum += result.SmoothedSum;
            Close.Check(one.Gradients, gradients.AsSpan(row * 4, 4), 1e-5f, 1e-6f, $"row {row}");
        }

        Assert.Equal(sum, together.SmoothedSum, 3);
        Close.Check(weight.Gradients, weightGradients, 1e-4f, 1e-4f, "weight");
    }

    [Fact]
    public void A_target_outside_the_vocabulary_is_refused()
    {
        using ParameterStore store = Projection(11, 4, false, out Parameter weight, out _);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor hidden = workspace.Allocate(new Shape(1, 4));
        Assert.Throws<ArgumentException>(() => CrossEntropyOp.Apply(hidden, weight, null, workspace.From([11]), new LossOptions(0, 1)));
    }

    [Fact]
    public void A_broken_hidden_state_makes_the_loss_not_a_number()
    {
        using ParameterStore store = Projection(11, 4, false, out Parameter weight, out _);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor hidden = workspace.From([1, float.NaN, 0, 2], new Shape(1, 4));
        Assert.True(double.IsNaN(CrossEntropyOp.Apply(hidden, weight, null, workspace.From([2]), new LossOptions(0.1f, 1)).SmoothedSum));
    }

    private static ParameterStore Projection(int vocabulary, int width, bool hasBias, out Parameter weight, out Parameter? bias)
    {
        var store = new ParameterStore();
        weight = store.Add("weight", new Shape(vocabulary, width), static (values, seed) => GuardedBuffer.FillNormal(values, 11));
        bias = hasBias ? store.Add("bias", new Shape(vocabulary), static (values, seed) => GuardedBuffer.FillNormal(values, 12)) : null;
        store.Allocate(withGradients: true);
        store.Initialize(1);
        return store;
    }
}
