using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class LayerNormOpTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Norms.Store(width: 6, out Parameter gain, out Parameter shift);
        GradientCheck.Run((_, x) => [LayerNormOp.Apply(x[0], new NormParameters(gain, shift, 1e-5f))], [new Shape(2, 2, 6)], store);
    }

    [Fact]
    public void Gradients_of_RMSNorm_agree_with_differences()
    {
        using ParameterStore store = Norms.Store(width: 6, out Parameter gain, out _);
        GradientCheck.Run((_, x) => [LayerNormOp.Apply(x[0], new NormParameters(gain, null, 1e-6f, Centers: false))], [new Shape(3, 6)], store);
    }

    [Fact]
    public void RMSNorm_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("norms");
        using var store = new ParameterStore();
        Parameter gain = torch.Parameter(store, "gain");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = LayerNormOp.Apply(x, new NormParameters(gain, null, 1e-6f, Centers: false));
        torch.Check("rms", output.Values);
        workspace.Backward(output, torch.Floats("normed_weights"));
        torch.Check("rms.x", x.Gradients);
        torch.Check("rms.gain", gain.Gradients);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("norms");
        using var store = new ParameterStore();
        Parameter gain = torch.Parameter(store, "gain");
        Parameter shift = torch.Parameter(store, "shift");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = LayerNormOp.Apply(x, new NormParameters(gain, shift, 1e-5f));
        torch.Check("plain", output.Values);
        workspace.Backward(output, torch.Floats("normed_weights"));
        torch.Check("plain.x", x.Gradients);
        torch.Check("plain.gain", gain.Gradients);
        torch.Check("plain.shift", shift.Gradients);
    }

    [Fact]
    public void Parameters_of_another_width_are_refused()
    {
        using ParameterStore store = Norms.Store(width: 6, out Parameter gain, out Parameter shift);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[8], new Shape(2, 4));
        ArgumentException caught = Assert.Throws<ArgumentException>(() => LayerNormOp.Apply(x, new NormParameters(gain, shift, 1e-5f)));
        Assert.Contains("(2, 4)", caught.Message, StringComparison.Ordinal);
    }
}
