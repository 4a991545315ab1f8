using Heed.Nn.Recurrent;
using Heed.Tensors;
using Heed.Tensors.Ops;

namespace Heed.Nn.Tests.Recurrent;

public sealed class RecurrentStackTests
{
    private const int Inputs = 6;
    private const int Width = 4;
    private static readonly int[] Offsets = [0, 3, 4, 9];

    public static TheoryData<RecurrentCellOptions> Cells => [new LstmCell(), new GruCell(), new LayerNormLstmCell()];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_by_step_it_says_the_same(RecurrentCellOptions cell)
    {
        var options = new RecurrentStackOptions { Cell = cell, Layers = 2, Width = Width };
        using ParameterStore store = Build(options, out RecurrentStack stack);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        float[] x = Numbers(5 * Inputs);
        float[] whole = stack.Forward(workspace.From(x, new Shape(5, Inputs)), Rows(workspace, [0, 5])).Values.ToArray();

        var state = new float[options.StateWidth];
        var final = new Tensor[options.Layers];
        for (int time = 0; time < 5; time++)
        {
            workspace.BeginInferenceStep();
            Tensor row = workspace.From(x.AsSpan(time * Inputs, Inputs), new Shape(1, Inputs));
            var initial = new ColumnSlice(workspace.From(state, new Shape(1, state.Length)), 0);
            Tensor y = stack.Forward(row, RecurrentRows.Step(workspace, 1), initial, final);
            Assert.Equal(whole.AsSpan(time * Width, Width).ToArray(), y.Values.ToArray());
            state = [.. final.SelectMany(static part => part.Values.ToArray())];
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_sequence_does_not_depend_on_its_batch_or_on_padding(RecurrentCellOptions cell)
    {
        using ParameterStore store = Build(new RecurrentStackOptions { Cell = cell, Layers = 2, Width = Width, Bidirectional = true }, out RecurrentStack stack);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        float[] x = Numbers(9 * Inputs);
        float[] packed = stack.Forward(workspace.From(x, new Shape(9, Inputs)), Rows(workspace, Offsets)).Values.ToArray();

        workspace.BeginInferenceStep();
        float[] alone = stack.Forward(workspace.From(x.AsSpan(4 * Inputs), new Shape(5, Inputs)), Rows(workspace, [0, 5])).Values.ToArray();
        Assert.Equal(packed.AsSpan(4 * 2 * Width).ToArray(), alone);

        workspace.BeginInferenceStep();
        var sequences = Sequences.Padded(workspace, [3, 1, 5], 5);
        var padded = new float[15 * Inputs];
        x.AsSpan(0, 3 * Inputs).CopyTo(padded);
        x.AsSpan(3 * Inputs, Inputs).CopyTo(padded.AsSpan(5 * Inputs));
        x.AsSpan(4 * Inputs).CopyTo(padded.AsSpan(10 * Inputs));
        float[] y = stack.Forward(workspace.From(padded, new Shape(15, Inputs)), RecurrentRows.Of(workspace, sequences)).Values.ToArray();
        const int Row = 2 * Width;
        Assert.Equal(packed, (float[])[.. y.AsSpan(0, 3 * Row), .. y.AsSpan(5 * Row, Row), .. y.AsSpan(10 * Row)]);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void After_warming_up_a_training_step_allocates_nothing(RecurrentCellOptions cell)
    {
        using ParameterStore store = Build(
            new RecurrentStackOptions { Cell = cell, Layers = 2, Width = Width, Bidirectional = true, Dropout = 0.2f }, out RecurrentStack stack);
        using var workspace = new Workspace();
        float[] x = Numbers(9 * Inputs);
        var final = new Tensor[4];
        long before = 0;
        for (int step = 0; step < 6; step++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            workspace.BeginTrainingStep(1, step);
            workspace.Backward(stack.Forward(workspace.From(x, new Shape(9, Inputs), requiresGradient: true), Rows(workspace, Offsets), default, final));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RecurrentRows Rows(Workspace workspace, ReadOnlySpan<int> offsets) => RecurrentRows.Of(workspace, Sequences.Packed(workspace, offsets));

    private static ParameterStore Build(RecurrentStackOptions options, out RecurrentStack stack)
    {
        var store = new ParameterStore();
        stack = new RecurrentStack(store, "encoder", Inputs, options);
        store.Allocate(withGradients: true);
        store.Initialize(5);
        return store;
    }

    private static float[] Numbers(int count)
    {
        var values = new float[count];
        Initializers.Normal(1)(values, 9);
        return values;
    }
}
