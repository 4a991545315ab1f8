using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class PositionOpTests
{
    private static readonly int[] Places = [0, 1, 2, 1];

    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Table(out Parameter positions);
        GradientCheck.Run(
            (workspace, x) => [PositionOp.Apply(x[0], PositionTable.Learned(positions), workspace.From(Places), 0.2f)], [new Shape(4, 5)], store);
    }

    [Fact]
    public void Constant_positions_get_no_gradient()
    {
        PositionTable constant = PositionTable.Constant(new float[15], new Shape(3, 5));
        GradientCheck.Run((workspace, x) => [PositionOp.Apply(x[0], constant, workspace.From(Places))], [new Shape(4, 5)]);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("sequences");
        using var store = new ParameterStore();
        Parameter positions = torch.Parameter(store, "positions");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = torch.Input(workspace, "x");
        Tensor output = PositionOp.Apply(x, PositionTable.Learned(positions), torch.Integers(workspace, "places"));
        torch.Check("placed.output", output.Values);
        workspace.Backward(output, torch.Floats("placed.weights"));
        torch.Check("placed.x", x.Gradients);
        torch.Check("placed.positions", positions.Gradients);
    }

    [Fact]
    public void A_place_behind_the_table_is_refused()
    {
        using ParameterStore store = Table(out Parameter positions);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.From(new float[10], new Shape(2, 5));
        Assert.Throws<ArgumentException>(() => PositionOp.Apply(x, PositionTable.Learned(positions), workspace.From([0, 3])));
        Assert.Throws<ArgumentException>(() => PositionOp.Apply(x, PositionTable.Learned(positions), workspace.From([0])));
    }

    private static ParameterStore Table(out Parameter positions)
    {
        var store = new ParameterStore();
        positions = store.Add("positions", new Shape(3, 5), (values, _) => GuardedBuffer.FillNormal(values, seed: 32));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
