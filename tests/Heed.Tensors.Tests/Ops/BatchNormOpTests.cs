using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class BatchNormOpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_agree_with_differences(bool hasPadding)
    {
        using ParameterStore store = Store(5, out BatchNormParameters norm);
        GradientCheck.Run(
            (workspace, x) => [BatchNormOp.Apply(x[0], norm, hasPadding ? workspace.From([1, 1, 0, 1, 0, 1, 1]) : default)], [new Shape(7, 5)], store);
    }

    [Fact]
    public void It_agrees_with_PyTorch_in_training_and_with_running_statistics()
    {
        TorchCase torch = TorchCase.Load("batch_norm");
        using var store = new ParameterStore();
        var norm = new BatchNormParameters(
            torch.Parameter(store, "gain"), torch.Parameter(store, "shift"), Buffer(store, "running_mean", 19, 0), Buffer(store, "running_var", 19, 1));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginTrainingStep(seed: 1, step: 1);
        Tensor x = torch.Input(workspace, "x");
        Integers real = torch.Integers(workspace, "real");
        Tensor output = BatchNormOp.Apply(x, norm, real);
        torch.Check("training.output", RealRows(output.Values, real.Values));
        torch.Check("running_mean", norm.RunningMean.Values);
        torch.Check("running_var", norm.RunningVariance.Values);
        CheckGradients(torch, "training", workspace, x, output, norm);

        store.ClearGradients();
        workspace.BeginDeterministicStep();
        x = torch.Input(workspace, "x");
        output = BatchNormOp.Apply(x, norm);
        torch.Check("running.output", output.Values);
        CheckGradients(torch, "running", workspace, x, output, norm);
    }

    [Fact]
    public void Outside_training_a_row_does_not_depend_on_its_batch_and_nothing_moves()
    {
        using ParameterStore store = Store(4, out BatchNormParameters norm);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(3, 4));
        GuardedBuffer.FillNormal(x.Values, seed: 1);
        float[] together = BatchNormOp.Apply(x, norm).Values.ToArray();
        Tensor alone = BatchNormOp.Apply(workspace.From(x.Values[8..], new Shape(1, 4)), norm);
        Assert.Equal(together[8..], alone.Values.ToArray());
        Assert.Equal([0, 0, 0, 0], norm.RunningMean.Values.ToArray());
    }

    [Fact]
    public void Buffers_lie_apart_from_what_is_trained()
    {
        using ParameterStore store = Store(4, out BatchNormParameters norm);
        Assert.Equal(["gain", "shift"], store.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["running_mean", "running_var"], store.Buffers.Select(parameter => parameter.Name));
        store.AllValues.Fill(9);
        Assert.Equal([1, 1, 1, 1], norm.RunningVariance.Values.ToArray());
        Assert.Equal(8, store.Count);
        Assert.Throws<InvalidOperationException>(() => norm.RunningMean.Gradients.Length);
        using var other = new ParameterStore();
        other.Add("x", new Shape(1), Zeros);
        Assert.Throws<ArgumentException>(() => other.AddBuffer("x", new Shape(1), Zeros));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using ParameterStore store = Store(4, out BatchNormParameters norm);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        ArgumentException width = Assert.Throws<ArgumentException>(() => BatchNormOp.Apply(workspace.Allocate(new Shape(3, 5)), norm));
        Assert.Contains("needs 5 elements", width.Message, StringComparison.Ordinal);
        ArgumentException marks = Assert.Throws<ArgumentException>(() => BatchNormOp.Apply(workspace.Allocate(new Shape(3, 4)), norm, workspace.From([1, 1])));
        Assert.Contains("2 marks", marks.Message, StringComparison.Ordinal);
    }

    private static void CheckGradients(TorchCase torch, string name, Workspace workspace, Tensor x, Tensor output, in BatchNormParameters norm)
    {
        workspace.Backward(output, torch.Floats("weights"));
        torch.Check($"{name}.x_gradient", x.Gradients);
        torch.Check($"{name}.gain_gradient", norm.Gain.Gradients);
        torch.Check($"{name}.shift_gradient", norm.Shift.Gradients);
    }

    private static float[] RealRows(ReadOnlySpan<float> values, ReadOnlySpan<int> real)
    {
        var rows = new List<float>();
        int columns = values.Length / real.Length;
        for (int row = 0; row < real.Length; row++)
        {
            rows.AddRange(real[row] == 1 ? values.Slice(row * columns, columns) : []);
        }

        return [.. rows];
    }

    private static void Zeros(Span<float> values, ulong seed) => values.Clear();

    private static Parameter Buffer(ParameterStore store, string name, int columns, float value) =>
        store.AddBuffer(name, new Shape(columns), (values, _) => values.Fill(value));

    private static ParameterStore Store(int columns, out BatchNormParameters norm)
    {
        var store = new ParameterStore();
        Parameter Trained(string name, int seed) => store.Add(name, new Shape(columns), (values, _) => GuardedBuffer.FillNormal(values, seed));
        norm = new(Trained("gain", 3), Trained("shift", 4), Buffer(store, "running_mean", columns, 0), Buffer(store, "running_var", columns, 1));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
