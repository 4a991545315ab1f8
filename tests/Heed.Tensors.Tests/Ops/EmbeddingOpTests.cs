using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class EmbeddingOpTests
{
    private static readonly int[] Ids = [3, 0, 3, 2];
    private static readonly int[] Places = [0, 1, 2, 0];

    [Fact]
    public void Gradients_agree_with_differences()
    {
        using ParameterStore store = Tables(out Parameter table, out Parameter positions);
        PositionTable learned = PositionTable.Learned(positions);
        GradientCheck.Run(
            (workspace, _) => [EmbeddingOp.Apply(workspace, table, workspace.From(Ids), 1.5f, 0.2f, learned, workspace.From(Places))], [], store);
    }

    [Fact]
    public void Constant_positions_get_no_gradient_and_none_are_needed()
    {
        using ParameterStore store = Tables(out Parameter table, out Parameter _);
        PositionTable constant = PositionTable.Constant(new float[15], new Shape(3, 5));
        GradientCheck.Run(
            (workspace, _) =>
            [
                EmbeddingOp.Apply(workspace, table, workspace.From(Ids), 1.5f, 0, constant, workspace.From(Places)),
                EmbeddingOp.Apply(workspace, table, workspace.From(Ids), 2),
            ],
            [],
            store);
    }

    [Fact]
    public void It_agrees_with_PyTorch()
    {
        TorchCase torch = TorchCase.Load("embedding");
        using var store = new ParameterStore();
        Parameter table = torch.Parameter(store, "table");
        Parameter positions = torch.Parameter(store, "positions");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Integers ids = torch.Integers(workspace, "ids");
        Tensor output = EmbeddingOp.Apply(workspace, table, ids, 4, 0, PositionTable.Learned(positions), torch.Integers(workspace, "places"));
        torch.Check("output", output.Values);
        workspace.Backward(output, torch.Floats("weights"));
        torch.Check("table.gradient", table.Gradients);
        torch.Check("positions.gradient", positions.Gradients);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_id_outside_the_table_is_refused(int id)
    {
        using ParameterStore store = Tables(out Parameter table, out Parameter _);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        ArgumentException caught = Assert.Throws<ArgumentException>(() => EmbeddingOp.Apply(workspace, table, workspace.From([0, id]), 1));
        Assert.Equal($"The id {id} of row 1 is outside table, which has 4 rows.", caught.Message);
    }

    private static ParameterStore Tables(out Parameter table, out Parameter positions)
    {
        var store = new ParameterStore();
        table = store.Add("table", new Shape(4, 5), (values, _) => GuardedBuffer.FillNormal(values, seed: 31));
        positions = store.Add("positions", new Shape(3, 5), (values, _) => GuardedBuffer.FillNormal(values, seed: 32));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }
}
