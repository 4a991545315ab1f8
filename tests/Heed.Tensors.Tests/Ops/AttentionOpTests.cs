using Heed.Tensors.Memory;
using Heed.Tensors.Ops;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Ops;

public sealed class AttentionOpTests
{
    [Theory]
    [InlineData(2, 0f)]
    [InlineData(2, 0.3f)]
    [InlineData(1, 0f)]
    public void Gradients_of_a_fused_projection_agree_with_differences(int keyValueHeads, float dropout)
    {
        var options = new AttentionOptions(2, keyValueHeads, 3, 0.6f, dropout);
        GradientCheck.Run((workspace, x) => [Causal(workspace, x[0], options, 4, 0, 3)], [new Shape(7, 6 + (6 * keyValueHeads))]);
    }

    [Fact]
    public void Gradients_of_separate_tensors_agree_with_differences()
    {
        var options = new AttentionOptions(2, 2, 3, 0.5f);
        GradientCheck.Run((workspace, x) => [Cross(workspace, x, options)], [new Shape(5, 6), new Shape(7, 13)]);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.3f)]
    public void Gradients_of_a_bias_agree_with_differences(float dropout)
    {
        var options = new AttentionOptions(2, 1, 3, 0.6f, dropout);
        GradientCheck.Run(
            (workspace, x) => [Attend(workspace, x[0], options, new AttentionBias(x[1]), 4, 0, 3)], [new Shape(7, 12), new Shape(2, 9)]);
    }

    [Fact]
    public void A_bias_agrees_with_PyTorch()
    {
        TorchCase stored = TorchCase.Load("attention");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = stored.Input(workspace, "biased.input");
        Tensor bias = stored.Input(workspace, "biased.bias");
        Tensor output = Attend(workspace, x, new AttentionOptions(4, 4, 8, 1 / MathF.Sqrt(8)), new AttentionBias(bias), 9, 6);
        stored.Check("biased.output", output.Values);
        workspace.Backward(output, stored.Floats("biased.output_gradient"));
        stored.Check("biased.input_gradient", x.Gradients);
        stored.Check("biased.bias_gradient", bias.Gradients);
    }

    [Fact]
    public void A_bias_that_does_not_fit_is_named()
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(4, 18));
        var bias = new AttentionBias(workspace.Allocate(new Shape(2, 5)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => Attend(workspace, x, new AttentionOptions(2, 2, 3, 1), bias, 4));
        Assert.Contains("(2, 2L − 1) with L at least 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_beside_the_slices_get_no_gradient()
    {
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        Tensor x = workspace.Allocate(new Shape(3, 20));
        GuardedBuffer.FillNormal(x.Values, seed: 1);
        Tensor y = Causal(workspace, x, new AttentionOptions(2, 2, 3, 1), 3);
        workspace.Backward(y);
        for (int row = 0; row < 3; row++)
        {
            Assert.Equal([0, 0], x.Gradients.Slice((row * 20) + 18, 2).ToArray());
            Assert.NotEqual(0, x.Gradients[(row * 20) + 17]);
        }
    }

    [Theory]
    [InlineData("encoder", 4)]
    [InlineData("decoder", 4)]
    [InlineData("cross", 4)]
    [InlineData("grouped", 2)]
    [InlineData("window", 1)]
    public void Agrees_with_PyTorch(string name, int keyValueHeads)
    {
        TorchCase stored = TorchCase.Load("attention");
        using var workspace = new Workspace();
        workspace.BeginDeterministicStep();
        bool isFused = stored.Names.Contains($"{name}.input");
        string[] inputs = isFused ? [$"{name}.input"] : [$"{name}.query", $"{name}.key", $"{name}.value"];
        Tensor[] tensors = [.. inputs.Select(input => stored.Input(workspace, input))];
        (int keyColumn, int valueColumn) = isFused ? (32, 32 + (8 * keyValueHeads)) : (0, 0);
        var query = new ColumnSlice(tensors[0], 0);
        var key = new ColumnSlice(isFused ? tensors[0] : tensors[1], keyColumn);
        var value = new ColumnSlice(tensors[^1], valueColumn);
        var layout = new AttentionLayout(
            stored.Integers(workspace, $"{name}.query_offsets"),
            stored.Integers(workspace, $"{name}.key_offsets"),
            stored.Integers(workspace, $"{name}.first"),
            stored.Integers(workspace, $"{name}.last"));
        var options = new AttentionOptions(4, keyValueHeads, 8, 1 / MathF.Sqrt(8));

        Tensor output = AttentionOp.Apply(query, key, value, layout, options);
        stored.Check($"{name}.output", output.Values);
        stored.Check($"{name}.last_weights", AttentionOp.Weights(query, key, layout, options, layout.QueryOffsets.Count - 2).Values);
        workspace.Backward(output, stored.Floats($"{name}.output_gradient"));
        for (int index = 0; index < inputs.Length; index++)
        {
            stored.Check($"{inputs[index]}_gradient", tensors[index].Gradients);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cache_gives_the_bits_of_the_whole_sequence(bool isBiased)
    {
        const int Length = 150;
        var options = new AttentionOptions(4, 2, 8, 0.3f);
        using var workspace = new Workspace();
        using var cache = new RowCache(32);
        workspace.BeginInferenceStep();
        Tensor x = workspace.Allocate(new Shape(Length, 64));
        GuardedBuffer.FillNormal(x.Values, seed: 3);
        AttentionBias bias = isBiased ? new AttentionBias(workspace.Allocate(new Shape(4, (2 * Length) + 3))) : default;
        GuardedBuffer.FillNormal(isBiased ? bias.Table.Values : [], seed: 4);
        float[] whole = Attend(workspace, x, options, bias, Length).Values.ToArray();

        cache.Resize(Length + 10);
        Integers targets = workspace.AllocateIntegers(Length);
        for (int row = 0; row < Length; row++)
        {
            targets.Values[row] = row + 10;
        }

        cache.Write(new ColumnSlice(x, 32), 32, targets);
        var query = new ColumnSlice(x, 0);
        var visible = new VisibleRows(workspace.From(Enumerable.Repeat(10, Length).ToArray()), targets);
        Close.CheckBits(whole, CachedAttention.Apply(query, cache, visible, options, bias).Values);
    }

    [Fact]
    public void Hypotheses_of_one_source_share_its_rows()
    {
        var options = new AttentionOptions(2, 2, 8, 0.3f);
        using var workspace = new Workspace();
        using var cache = new RowCache(32);
        workspace.BeginInferenceStep();
        Tensor queries = workspace.Allocate(new Shape(5, 16));
        Tensor keys = workspace.Allocate(new Shape(9, 32));
        GuardedBuffer.FillNormal(queries.Values, seed: 3);
        GuardedBuffer.FillNormal(keys.Values, seed: 4);
        cache.Resize(9);
        cache.Write(keys);
        var visible = new VisibleRows(workspace.From([0, 0, 0, 4, 4]), workspace.From([3, 3, 3, 8, 8]));
        var layout = new AttentionLayout(workspace.From([0, 3, 5]), workspace.From([0, 4, 9]), visible.First, visible.Last);
        var query = new ColumnSlice(queries, 0);
        var key = new ColumnSlice(keys, 0);
        float[] whole = AttentionOp.Apply(query, key, new ColumnSlice(keys, 16), layout, options).Values.ToArray();
        Close.CheckBits(whole, CachedAttention.Apply(query, cache, visible, options).Values);
        float[] weights = AttentionOp.Weights(query, key, layout, options, sequence: 1).Values; // (2, 2, 5)
        Assert.Equal([.. weights[5..10], .. weights[15..20]], CachedAttention.Weights(query, cache, visible, options, row: 4));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        using var workspace = new Workspace(new WorkerPool(1));
        var options = new AttentionOptions(2, 2, 3, 1, 0.1f);
        long before = 0;
        for (int step = 0; step < 5; step++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            workspace.BeginTrainingStep(1, step);
            Tensor x = workspace.Allocate(new Shape(3, 18));
            x.Values.Fill(1);
            Tensor y = Causal(workspace, x, options, 3);
            workspace.Backward(y);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        workspace.Workers.Dispose();
    }

    [Theory]
    [InlineData("heads")]
    [InlineData("columns")]
    [InlineData("overlap")]
    [InlineData("offsets")]
    [InlineData("sequences")]
    [InlineData("visible")]
    [InlineData("rows")]
    public void What_does_not_fit_is_named(string fault)
    {
        using var workspace = new Workspace();
        workspace.BeginInferenceStep();
        var x = new ColumnSlice(workspace.Allocate(new Shape(4, 18)), 0);
        AttentionOptions options = fault == "heads" ? new(2, 3, 3, 1) : new(2, 2, 3, 1);
        var layout = new AttentionLayout(
            fault == "offsets" ? workspace.From([0, 3]) : workspace.From([0, 2, 4]),
            fault == "sequences" ? workspace.From([0, 1, 2, 4]) : workspace.From([0, 2, 4]),
            fault == "visible" ? workspace.From([0, 0, 1, 2]) : workspace.From([0, 0, 2, 2]),
            fault == "rows" ? workspace.From([1, 1, 3]) : workspace.From([1, 1, 3, 3]));
        ColumnSlice value = x with { Column = fault == "columns" ? 13 : fault == "overlap" ? 8 : 12 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => AttentionOp.Apply(x, x with { Column = 6 }, value, layout, options));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Causal(Workspace workspace, Tensor x, in AttentionOptions options, params ReadOnlySpan<int> lengths) =>
        Attend(workspace, x, options, default, lengths);

    // One fused tensor: queries, keys, values; causal sequences of the given lengths.
    private static Tensor Attend(Workspace workspace, Tensor x, in AttentionOptions options, AttentionBias bias, params ReadOnlySpan<int> lengths)
    {
        Integers offsets = workspace.AllocateIntegers(lengths.Length + 1);
        Integers first = workspace.AllocateIntegers(x.Rows);
        Integers last = workspace.AllocateIntegers(x.Rows);
        offsets.Values[0] = 0;
        for (int sequence = 0; sequence < lengths.Length; sequence++)
        {
            int start = offsets.Values[sequence];
            offsets.Values[sequence + 1] = start + lengths[sequence];
            for (int row = start; row < start + lengths[sequence]; row++)
            {
                (first.Values[row], last.Values[row]) = (start, row);
            }
        }

        int keyColumn = options.Heads * options.HeadWidth;
        int valueColumn = keyColumn + (options.KeyValueHeads * options.HeadWidth);
        return AttentionOp.Apply(
            new ColumnSlice(x, 0), new ColumnSlice(x, keyColumn), new ColumnSlice(x, valueColumn), new AttentionLayout(offsets, offsets, first, last), options, bias);
    }

    // Keys and values side by side with a column that nobody reads.
    private static Tensor Cross(Workspace workspace, Tensor[] x, in AttentionOptions options)
    {
        var layout = new AttentionLayout(
            workspace.From([0, 3, 5]), workspace.From([0, 4, 7]), workspace.From([0, 1, 0, 4, 4]), workspace.From([3, 2, -1, 6, 5]));
        return AttentionOp.Apply(new ColumnSlice(x[0], 0), new ColumnSlice(x[1], 0), new ColumnSlice(x[1], 7), layout, options);
    }
}
