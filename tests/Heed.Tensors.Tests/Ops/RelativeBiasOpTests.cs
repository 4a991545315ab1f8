using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class RelativeBiasOpTests
{
    [Fact]
    public void Gradients_agree_with_differences()
    {
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(3, 2), static (values, _) => GuardedBuffer.FillNormal(values, seed: 1));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        GradientCheck.Run((workspace, _) => [RelativeBiasOp.Apply(workspace, weight, workspace.From([2, 2, 0, 1, 0]))], [], store);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("relative_bias");
        using var store = new ParameterStore();
        Parameter weight = torch.Parameter(store, "weight");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor output = RelativeBiasOp.Apply(workspace, weight, torch.Integers(workspace, "buckets"));
        torch.Check("output", output.Values);
        workspace.Backward(output, torch.Floats("output_weights"));
        torch.Check("weight.gradient", weight.Gradients);
    }

    [Fact]
    public void A_bucket_that_is_not_there_is_named()
    {
        using var store = new ParameterStore();
        Parameter weight = store.Add("weight", new Shape(3, 2), static (_, _) => { });
        store.Allocate(withGradients: false);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        ArgumentException error = Assert.Throws<ArgumentException>(() => RelativeBiasOp.Apply(workspace, weight, workspace.From([0, 3])));
        Assert.Contains("bucket 3", error.Message, StringComparison.Ordinal);
    }
}
