using Heed.Nn.Embeddings;
using Heed.Nn.Positions;
using Heed.Tensors;

namespace Heed.Nn.Tests.Positions;

public sealed class PositionTests
{
    [Fact]
    public void Sinusoids_follow_the_formula_and_grow_on_need()
    {
        const int Width = 6;
        using var store = new ParameterStore();
        Parameter table = store.Add("table", new Shape(1, Width), Initializers.Zeros);
        store.Allocate(withGradients: false);
        IPositionTable positions = new SinusoidalPosition().BuildTable(store, "encoder", Width, maximumLength: 8)!;
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        int[] places = [0, 3, 200];
        Tensor rows = new TokenEmbedding(table, positions, 1, 0).Forward(workspace, workspace.From([0, 0, 0]), workspace.From(places), 201);
        for (int row = 0; row < places.Length; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                double angle = places[row] / Math.Pow(10000, column / 2 * 2.0 / Width);
                Assert.Equal(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), rows.Values[(row * Width) + column], 5);
            }
        }
    }

    [Fact]
    public void Learned_positions_end_with_a_clear_sentence()
    {
        using var store = new ParameterStore();
        IPositionTable positions = new LearnedPosition().BuildTable(store, "encoder", 4, maximumLength: 8);
        store.Allocate(withGradients: false);
        Assert.Equal(8, positions.Rows(8).Length);
        Assert.Contains("9 tokens", Assert.Throws<PositionLimitException>(() => positions.Rows(9)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embeddings_are_scaled_unless_told_otherwise()
    {
        using var store = new ParameterStore();
        Parameter table = store.Add("table", new Shape(3, 4), Initializers.Normal(1));
        store.Allocate(withGradients: false);
        store.Initialize(1);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor scaled = new TokenEmbedding(table, null, 2, 0).Forward(workspace, workspace.From([2]), default, 1);
        Assert.Equal(2 * table.Values[8], scaled.Values[0]);
    }
}
