using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class LinearOpTests
{
    [Theory]
    [InlineData(Activation.None, 0f)]
    [InlineData(Activation.None, 0.3f)]
    [InlineData(Activation.Gelu, 0f)]
    [InlineData(Activation.GeluTanh, 0.3f)]
    [InlineData(Activation.Tanh, 0.3f)]
    public void Gradients_agree_with_differences(Activation activation, float dropout)
    {
        using ParameterStore store = Layer(out Parameter weight, out Parameter bias);
        GradientCheck.Run((_, inputs) => [LinearOp.Apply(inputs[0], weight, bias, activation, dropout)], [new Shape(5, 7)], store);
    }

    [Fact]
    public void Gradients_agree_without_a_bias()
    {
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(3, 7), Fill);
        store.Allocate(withGradients: true);
        store.Initialize(1);
        GradientCheck.Run((_, inputs) => [LinearOp.Apply(inputs[0], weight, null)], [new Shape(5, 7)], store);
    }

    [Fact]
    public void Relu_gradients_agree_away_from_the_kink()
    {
        // Weights of one sign a row and inputs of one sign keep every sum at least 1 away from 0.
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(4, 2), static (values, _) => ((float[])[1, 1, -1, -1, 2, 1, -2, -1]).CopyTo(values));
        Parameter bias = store.Add("bias", new Shape(4), static (values, _) => values.Clear());
        store.Allocate(withGradients: true);
        store.Initialize(1);
        GradientCheck.Run((_, x) => [LinearOp.Apply(x[0], weight, bias, Activation.Relu, 0.3f)], [new Shape(3, 2)], [[1, 1, 2, 1, 1, 3]], store);
    }

    [Theory]
    [InlineData(Activation.None, "none")]
    [InlineData(Activation.Relu, "relu")]
    [InlineData(Activation.Gelu, "gelu")]
    [InlineData(Activation.GeluTanh, "gelu_tanh")]
    [InlineData(Activation.Tanh, "tanh")]
    public void It_agrees_with_PyTorch(Activation activation, string name)
    {
        TorchCase torch = TorchCase.Load("linear");
        using var store = new ParameterStore();
        Parameter weight = torch.Parameter(store, "weight");
        Parameter bias = torch.Parameter(store, "bias");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = LinearOp.Apply(x, weight, bias, activation);
        torch.Check($"{name}.output", output.Values);
        workspace.Backward(output, torch.Floats("output_weights"));
        torch.Check($"{name}.x", x.Gradients);
        torch.Check($"{name}.weight", weight.Gradients);
        torch.Check($"{name}.bias", bias.Gradients);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using ParameterStore store = Layer(out Parameter weight, out Parameter bias);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(5, 6));
        ArgumentException error = Assert.Throws<ArgumentException>(() => LinearOp.Apply(x, weight, bias));
        Assert.Contains("(3, 7)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(5, 6)", error.Message, StringComparison.Ordinal);
    }

    private static ParameterStore Layer(out Parameter weight, out Parameter bias)
    {
        var store = new ParameterStore();
        weight = store.Add("weight", new Shape(3, 7), Fill);
        bias = store.Add("bias", new Shape(3), Fill);
        store.Allocate(withGradients: true);
        store.Initialize(1);
        return store;
    }

    private static void Fill(Span<float> values, ulong seed) => GuardedBuffer.FillNormal(values, (int)(seed % 1000));
}
