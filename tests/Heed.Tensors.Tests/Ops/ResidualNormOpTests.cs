using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class ResidualNormOpTests
{
    private static readonly Shape Rows = new(3, 6);

    [Theory]
    [InlineData("sum")]
    [InlineData("normed")]
    [InlineData("both")]
    public void Gradients_agree_with_differences(string used)
    {
        using ParameterStore store = Norms.Store(width: 6, out Parameter gain, out Parameter shift);
        GradientCheck.Run(
            (_, x) =>
            {
                (Tensor sum, Tensor normed) = ResidualNormOp.Apply(x[0], x[1], new NormParameters(gain, shift, 1e-5f), dropout: 0.3f);
                return used switch { "sum" => [sum], "normed" => [normed], _ => [sum, normed] };
            },
            [Rows, Rows],
            store);
    }

    [Fact]
    public void A_stream_may_be_its_own_branch()
    {
        using ParameterStore store = Norms.Store(width: 6, out Parameter gain, out Parameter shift);
        GradientCheck.Run((_, x) => [ResidualNormOp.Apply(x[0], x[0], new NormParameters(gain, shift, 1e-5f)).Normed], [Rows], store);
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
        foreach (string use in new[] { "post", "pre" })
        {
            store.ClearGradients();
            workspace.BeginDeterministicStep();
            Tensor x = torch.Input(workspace, "x");
            Tensor branch = torch.Input(workspace, "branch");
            (Tensor sum, Tensor normed) = ResidualNormOp.Apply(x, branch, new NormParameters(gain, shift, 1e-5f));
            torch.Check("sum", sum.Values);
            torch.Check("normed", normed.Values);
            if (use == "pre")
            {
                sum.GiveGradient(torch.Floats("sum_weights"));
            }

            workspace.Backward(normed, torch.Floats("normed_weights"));
            torch.Check($"{use}.x", x.Gradients);
            torch.Check($"{use}.branch", branch.Gradients);
            torch.Check($"{use}.gain", gain.Gradients);
            torch.Check($"{use}.shift", shift.Gradients);
        }
    }
}
