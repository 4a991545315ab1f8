using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class CrossEntropyOpTests
{
    private static readonly int[] Targets = [1, -1, 6, 0];

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    public void Gradients_agree_with_differences(float smoothing)
    {
        using ParameterStore store = Projection(vocabulary: 7, width: 5, out Parameter weight, out Parameter bias);
        var options = new LossOptions(smoothing, 0.25f);
        GradientCheck.Run(
            (workspace, x) => [CrossEntropyOp.Apply(x[0], weight, bias, workspace.From(Targets), options).Loss], [new Shape(4, 5)], store);
    }

    [Fact]
    public void Gradients_agree_with_differences_without_a_bias()
    {
        using ParameterStore store = Projection(vocabulary: 7, width: 5, out Parameter weight, out Parameter _);
        var options = new LossOptions(0.1f, 1);
        GradientCheck.Run(
            (workspace, x) => [CrossEntropyOp.Apply(x[0], weight, null, workspace.From(Targets), options).Loss], [new Shape(4, 5)], store);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("cross_entropy");
        using var store = new ParameterStore();
        Parameter weight = torch.Parameter(store, "weight");
        Parameter bias = torch.Parameter(store, "bias");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor hidden = torch.Input(workspace, "hidden");
        Integers targets = torch.Integers(workspace, "targets");
        CrossEntropyResult result = CrossEntropyOp.Apply(hidden, weight, bias, targets, new LossOptions(0.1f, 0.125f));
        workspace.Backward(result.Loss);
        Assert.Equal(torch.Floats("smoothed")[0], result.SmoothedSum, 1e-4);
        Assert.Equal(torch.Floats("nll")[0], result.NegativeLogLikelihood, 1e-4);
        Assert.Equal(torch.Integers("correct")[0], result.Correct);
        Assert.Equal(8, result.Count);
        Assert.Equal(0.125f * torch.Floats("smoothed")[0], result.Loss.Values[0], 1e-4f);
        torch.Check("hidden.gradient", hidden.Gradients);
        torch.Check("weight.gradient", weight.Gradients);
        torch.Check("bias.gradient", bias.Gradients);

        workspace.BeginInferenceStep();
        Tensor again = workspace.From(torch.Floats("hidden"), torch.Shape("hidden"));
        CrossEntropyResult measured = CrossEntropyOp.Apply(again, weight, bias, torch.Integers(workspace, "targets"), new LossOptions(0.1f, 0.125f));
        Assert.Equal(result.SmoothedSum, measured.SmoothedSum);
    }

    [Fact]
    public void Many_rows_in_blocks_give_what_they_give_one_by_one()
    {
        const int Rows = 1000;
        using ParameterStore store = Projection(vocabulary: 31, width: 8, out Parameter weight, out Parameter bias);
        var options = new LossOptions(0.1f, 1);
        var values = new float[Rows * 8];
        GuardedBuffer.FillNormal(values, seed: 5);
        int[] targets = [.. Enumerable.Range(0, Rows).Select(row => (row * 7 % 32) - 1)];
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor hidden = workspace.From(values, new Shape(Rows, 8), requiresGradient: true);
        CrossEntropyResult whole = CrossEntropyOp.Apply(hidden, weight, bias, workspace.From(targets), options);
        float[] hiddenGradient = hidden.Gradients.ToArray();
        float[] weightGradient = weight.Gradients.ToArray();

        store.ClearGradients();
        double sum = 0;
        for (int row = 0; row < Rows; row++)
        {
            workspace.BeginDeterministicStep();
            Tensor one = workspace.From(values.AsSpan(row * 8, 8), new Shape(1, 8), requiresGradient: true);
            sum += CrossEntropyOp.Apply(one, weight, bias, workspace.From(targets.AsSpan(row, 1)), options).SmoothedSum;
            Close.Check(one.Gradients, hiddenGradient.AsSpan(row * 8, 8), absolute: 1e-5f, what: $"gradient of row {row}");
        }

        Assert.Equal(sum, whole.SmoothedSum, 1e-3);
        Close.Check(weight.Gradients, weightGradient, 1e-4f, 1e-4f, "weight gradient");
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using ParameterStore store = Projection(vocabulary: 500, width: 24, out Parameter weight, out Parameter bias);
        var values = new float[700 * 24];
        GuardedBuffer.FillNormal(values, seed: 5);
        int[] targets = [.. Enumerable.Range(0, 700).Select(row => row * 3 % 500)];
        var results = new List<float[]>();
        for (int threads = 1; threads <= 2; threads++)
        {
            store.ClearGradients();
            using var workers = new Heed.Tensors.Memory.WorkerPool(threads);
            using var workspace = new Workspace(workers);
            workspace.BeginDeterministicStep();
            Tensor hidden = workspace.From(values, new Shape(700, 24), requiresGradient: true);
            CrossEntropyResult result = CrossEntropyOp.Apply(hidden, weight, bias, workspace.From(targets), new LossOptions(0.1f, 1));
            results.Add([result.Loss.Values[0], .. hidden.Gradients, .. store.AllGradients]);
        }

        Close.CheckBits(results[0], results[1]);
    }

    [Fact]
    public void A_broken_hidden_state_makes_the_loss_not_a_number()
    {
        using ParameterStore store = Projection(vocabulary: 11, width: 4, out Parameter weight, out Parameter _);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor hidden = workspace.From([1, float.NaN, 0, 2], new Shape(1, 4));
        CrossEntropyResult result = CrossEntropyOp.Apply(hidden, weight, null, workspace.From([2]), new LossOptions(0.1f, 1));
        Assert.True(double.IsNaN(result.SmoothedSum) && double.IsNaN(result.NegativeLogLikelihood));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using ParameterStore store = Projection(vocabulary: 7, width: 5, out Parameter weight, out Parameter bias);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor hidden = workspace.From(new float[10], new Shape(2, 5));
        var options = new LossOptions(0, 1);
        ArgumentException caught = Assert.Throws<ArgumentException>(() => CrossEntropyOp.Apply(hidden, weight, bias, workspace.From([0, 7]), options));
        Assert.Equal("The target 7 of row 1 is outside the vocabulary of 7.", caught.Message);
        Assert.Throws<ArgumentException>(() => CrossEntropyOp.Apply(hidden, weight, bias, workspace.From([0]), options));
        Assert.Throws<ArgumentException>(() => CrossEntropyOp.Apply(hidden, weight, bias, workspace.From([0, 0]), new LossOptions(1, 1)));
        CrossEntropyResult result = CrossEntropyOp.Apply(hidden, weight, bias, workspace.From([0, 0]), options);
        Assert.Throws<InvalidOperationException>(() => workspace.Backward(result.Loss, [2]));
    }

    private static ParameterStore Projection(int vocabulary, int width, out Parameter weight, out Parameter bias)
    {
        var store = new ParameterStore();
        weight = store.Add("lm_head.weight", new Shape(vocabulary, width), (values, _) => GuardedBuffer.FillNormal(values, seed: 41));
        bias = store.Add("lm_head.bias", new Shape(vocabulary), (values, _) => GuardedBuffer.FillNormal(values, seed: 42));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
