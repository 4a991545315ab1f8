using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

/// <summary>Scores beyond the product of a query and a key, on two causal sequences: additive, with tables by row, with values by distance.</summary>
public sealed class AttentionScoreTests
{
    private static readonly AttentionOptions Torch = new(4, 4, 8, 1 / MathF.Sqrt(8));

    [Theory]
    [InlineData(2, 0f)]
    [InlineData(1, 0.3f)]
    public void Gradients_of_additive_scores_agree_with_differences(int keyValueHeads, float dropout)
    {
        using ParameterStore store = Vector(6, out Parameter vector);
        var options = new AttentionOptions(2, keyValueHeads, 3, 1, dropout, vector);
        GradientCheck.Run(
            (workspace, x) => [Attend(workspace, x[0], options, new AttentionBias(x[1]), 4, 0, 3)],
            [new Shape(7, 6 + (6 * keyValueHeads)), new Shape(2, 9)],
            store);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    public void Gradients_of_a_table_for_each_row_and_of_values_agree_with_differences(float dropout)
    {
        var options = new AttentionOptions(2, 1, 3, 0.6f, dropout);
        GradientCheck.Run(
            (workspace, x) => [Attend(workspace, x[0], options, new AttentionBias(x[1]) { IsByRow = true, Values = x[2] }, 4, 0, 3)],
            [new Shape(7, 12), new Shape(7, 14), new Shape(7, 6)]);
    }

    [Fact]
    public void Gradients_of_queries_that_are_the_keys_agree_with_differences() => GradientCheck.Run(
        (workspace, x) => [Shared(workspace, x[0], new AttentionOptions(2, 2, 3, 0.6f), 4, 3)], [new Shape(7, 13)]);

    [Fact]
    public void Additive_scores_agree_with_PyTorch()
    {
        TorchCase stored = TorchCase.Load("attention_scores");
        using var store = new ParameterStore();
        Parameter vector = stored.Parameter(store, "additive.vector");
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        Compare(stored, "additive", (workspace, x) => Attend(workspace, x, new AttentionOptions(4, 4, 8, 1, 0, vector), default, 9, 6));
        stored.Check("additive.vector_gradient", vector.Gradients);
    }

    [Fact]
    public void Relative_keys_and_values_agree_with_PyTorch()
    {
        TorchCase stored = TorchCase.Load("attention_scores");
        Tensor keys = default, values = default;
        using ParameterStore store = Vector(1, out Parameter scale);
        scale.Values[0] = Torch.Scale;
        Compare(
            stored,
            "shaw",
            (workspace, x) =>
            {
                (keys, values) = (stored.Input(workspace, "shaw.keys"), stored.Input(workspace, "shaw.values"));
                Tensor table = HeadProductOp.Apply(new ColumnSlice(x, 0), ScaleOp.Apply(keys, scale), heads: 4);
                return Attend(workspace, x, Torch, new AttentionBias(table) { IsByRow = true, Values = values }, 9, 6);
            },
            () =>
            {
                stored.Check("shaw.keys_gradient", keys.Gradients);
                stored.Check("shaw.values_gradient", values.Gradients);
            });
    }

    [Fact]
    public void Relative_positions_of_Transformer_XL_agree_with_PyTorch()
    {
        TorchCase stored = TorchCase.Load("attention_scores");
        using var store = new ParameterStore();
        (Parameter u, Parameter v) = (stored.Parameter(store, "transformer_xl.u"), stored.Parameter(store, "transformer_xl.v"));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        Tensor rows = default;
        Compare(
            stored,
            "transformer_xl",
            (workspace, x) =>
            {
                rows = stored.Input(workspace, "transformer_xl.rows");
                var query = new ColumnSlice(x, 0);
                Tensor table = HeadProductOp.Apply(new ColumnSlice(ColumnShiftOp.Apply(query, v, Torch.Scale), 0), rows, heads: 4);
                var shifted = new ColumnSlice(ColumnShiftOp.Apply(query, u), 0);
                return AttentionOp.Apply(
                    shifted, new ColumnSlice(x, 32), new ColumnSlice(x, 64), Layout(workspace, 9, 6), Torch, new AttentionBias(table) { IsByRow = true });
            },
            () => stored.Check("transformer_xl.rows_gradient", rows.Gradients));
        stored.Check("transformer_xl.u_gradient", u.Gradients);
        stored.Check("transformer_xl.v_gradient", v.Gradients);
    }

    [Fact]
    public void A_cache_gives_what_the_whole_sequence_gives()
    {
        const int Length = 40;
        using ParameterStore store = Vector(32, out Parameter vector);
        var options = new AttentionOptions(4, 2, 8, 1, 0, vector);
        using var workspace = new Workspace();
        using var cache = new RowCache(32);
        workspace.BeginInferenceStep();
        Tensor x = Random(workspace, new Shape(Length, 64), seed: 3);
        Tensor table = Random(workspace, new Shape(Length, 4 * ((2 * Length) - 1)), seed: 4);
        var bias = new AttentionBias(table) { IsByRow = true, Values = Random(workspace, new Shape((2 * Length) - 1, 32), seed: 5) };
        float[] whole = Attend(workspace, x, options, bias, Length).Values.ToArray();
        cache.Resize(Length);
        Integers targets = workspace.From([.. Enumerable.Range(0, Length)]);
        cache.Write(new ColumnSlice(x, 32), 32, targets);
        var visible = new VisibleRows(workspace.From(new int[Length]), targets);
        Close.CheckBits(whole, CachedAttention.Apply(new ColumnSlice(x, 0), cache, visible, options, bias).Values);
    }

    [Fact]
    public void Places_say_where_queries_stand_among_longer_keys()
    {
        var options = new AttentionOptions(2, 2, 4, 0.5f);
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = Random(workspace, new Shape(7, 24), seed: 3);
        Tensor table = Random(workspace, new Shape(2, 13), seed: 4);
        float[] whole = Attend(workspace, x, options, new AttentionBias(table), 7).Values.ToArray();

        // The last three queries alone, with all seven keys.
        Tensor late = workspace.From(x.Values[(4 * 24)..], new Shape(3, 24));
        var layout = new AttentionLayout(workspace.From([0, 3]), workspace.From([0, 7]), workspace.From([0, 0, 0]), workspace.From([4, 5, 6]));
        var bias = new AttentionBias(table) { Places = workspace.From([4, 5, 6]) };
        Tensor alone = AttentionOp.Apply(new ColumnSlice(late, 0), new ColumnSlice(x, 8), new ColumnSlice(x, 16), layout, options, bias);
        Close.CheckBits(whole.AsSpan(4 * 8), alone.Values);
        Assert.Throws<ArgumentException>(() => AttentionOp.Apply(
            new ColumnSlice(late, 0), new ColumnSlice(x, 8), new ColumnSlice(x, 16), layout, options, bias with { Places = workspace.From([4, 5, 7]) }));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        using var workspace = new Workspace(new WorkerPool(1));
        using ParameterStore store = Vector(6, out Parameter vector);
        long before = 0;
        for (int step = 0; step < 5; step++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            workspace.BeginTrainingStep(1, step);
            Tensor x = workspace.Allocate(new Shape(3, 18));
            Tensor rows = workspace.Allocate(new Shape(5, 6));
            x.Values.Fill(1);
            rows.Values.Fill(1);
            Tensor query = ColumnShiftOp.Apply(new ColumnSlice(x, 0), vector);
            Tensor table = HeadProductOp.Apply(new ColumnSlice(query, 0), rows, 2);
            var layout = new AttentionLayout(workspace.From([0, 3]), workspace.From([0, 3]), workspace.From([0, 0, 0]), workspace.From([0, 1, 2]));
            var bias = new AttentionBias(table) { IsByRow = true, Values = rows };
            var options = new AttentionOptions(2, 2, 3, 1, 0.1f, vector);
            workspace.Backward(AttentionOp.Apply(new ColumnSlice(x, 0), new ColumnSlice(x, 6), new ColumnSlice(x, 12), layout, options, bias));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        workspace.Workers.Dispose();
    }

    [Fact]
    public void Values_need_a_table_for_each_row()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(3, 18));
        var bias = new AttentionBias(workspace.Allocate(new Shape(2, 5))) { Values = workspace.Allocate(new Shape(5, 6)) };
        Assert.Throws<ArgumentException>(() => Attend(workspace, x, new AttentionOptions(2, 2, 3, 1), bias, 3));
    }

    private static void Compare(TorchCase stored, string name, Func<Workspace, Tensor, Tensor> forward, Action? check = null)
    {
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = stored.Input(workspace, $"{name}.input");
        Tensor output = forward(workspace, x);
        stored.Check($"{name}.output", output.Values);
        workspace.Backward(output, stored.Floats($"{name}.output_gradient"));
        stored.Check($"{name}.input_gradient", x.Gradients);
        check?.Invoke();
    }

    private static Tensor Random(Workspace workspace, Shape shape, int seed)
    {
        Tensor tensor = workspace.Allocate(shape);
        GuardedBuffer.FillNormal(tensor.Values, seed);
        return tensor;
    }

    private static ParameterStore Vector(int length, out Parameter vector)
    {
        var store = new ParameterStore();
        vector = store.Add("vector", new Shape(length), static (values, _) => GuardedBuffer.FillNormal(values, seed: 6));
        store.Allocate(withGradients: true);
        store.Initialize(seed: 1);
        return store;
    }

    private static Tensor Attend(Workspace workspace, Tensor x, in AttentionOptions options, in AttentionBias bias, params ReadOnlySpan<int> lengths)
    {
        int keyColumn = options.Heads * options.HeadWidth;
        int valueColumn = keyColumn + (options.KeyValueHeads * options.HeadWidth);
        return AttentionOp.Apply(
            new ColumnSlice(x, 0), new ColumnSlice(x, keyColumn), new ColumnSlice(x, valueColumn), Layout(workspace, lengths), options, bias);
    }

    private static Tensor Shared(Workspace workspace, Tensor x, in AttentionOptions options, params ReadOnlySpan<int> lengths) => AttentionOp.Apply(
        new ColumnSlice(x, 0), new ColumnSlice(x, 0), new ColumnSlice(x, 6), Layout(workspace, lengths), options);

    private static AttentionLayout Layout(Workspace workspace, params ReadOnlySpan<int> lengths)
    {
        var (offsets, first, last) = (new List<int> { 0 }, new List<int>(), new List<int>());
        foreach (int length in lengths)
        {
            first.AddRange(Enumerable.Repeat(offsets[^1], length));
            last.AddRange(Enumerable.Range(offsets[^1], length));
            offsets.Add(offsets[^1] + length);
        }

        Integers at = workspace.From([.. offsets]);
        return new AttentionLayout(at, at, workspace.From([.. first]), workspace.From([.. last]));
    }
}
