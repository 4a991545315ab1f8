using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class AttentionKernelTests : IDisposable
{
    private readonly WorkerPool workers = new(1);

    public static TheoryData<int> Lengths => KernelLengths.Theory;

    public static TheoryData<VisiblePattern> Patterns => [.. Enum.GetValues<VisiblePattern>()];

    public static TheoryData<int> HeadWidths => [1, 8, 16, 20, 32, 64, 100];

    public void Dispose() => workers.Dispose();

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Any_length_agrees_with_the_reference(int length)
    {
        Agree(new([(length, length)]) { Pattern = VisiblePattern.Causal });
        Agree(new([(length, 9), (5, length), (1, 1), (length, length + 3)]));
        Agree(new([(length, length), (length, length)]) { Pattern = VisiblePattern.Random, Seed = length });
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Any_visible_interval_agrees_with_the_reference(VisiblePattern pattern)
    {
        Agree(new([(14, 14), (0, 0), (7, 7), (33, 33)]) { Pattern = pattern });
        Agree(new([(11, 16), (3, 0), (0, 4), (20, 9)]) { Pattern = pattern, Accumulate = true });
        Agree(new([(70, 150)]) { Pattern = pattern, HasBias = true, Seed = 3 });
        Agree(new([(150, 150), (20, 20)]) { Pattern = pattern, Dropout = 0.3f });
    }

    [Theory]
    [MemberData(nameof(HeadWidths))]
    public void Any_head_width_agrees_with_the_reference(int headWidth)
    {
        Agree(new([(13, 13), (6, 6)]) { HeadWidth = headWidth, Pattern = VisiblePattern.Causal });
        Agree(new([(5, 70)]) { HeadWidth = headWidth, Dropout = 0.1f, Seed = 2 });
    }

    [Fact]
    public void Many_sequences_in_a_part_agree_with_the_reference()
    {
        (int, int)[] lengths = [.. Enumerable.Range(0, 200).Select(index => (index % 6, index % 5))];
        Agree(new(lengths) { Heads = 4, HeadWidth = 8, Accumulate = true });
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 2)]
    [InlineData(4, 1)]
    [InlineData(6, 2)]
    public void Query_heads_may_share_keys_and_values(int heads, int keyValueHeads)
    {
        AttentionCaseOptions options = new([(14, 14), (70, 70)]) { Heads = heads, KeyValueHeads = keyValueHeads, HeadWidth = 8 };
        Agree(options);
        Agree(options with { Accumulate = true, Dropout = 0.5f });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_bias_is_added_and_minus_infinity_hides(int seed)
    {
        Agree(new([(12, 12), (9, 9)]) { HasBias = true, Seed = seed, Pattern = VisiblePattern.Causal });
        Agree(new([(8, 1), (3, 200)]) { HasBias = true, Seed = seed, Heads = 4 });
    }

    [Theory]
    [InlineData(1, 0f)]
    [InlineData(2, 0f)]
    [InlineData(2, 0.3f)]
    public void The_gradient_of_a_bias_agrees_with_the_reference(int seed, float dropout)
    {
        // With an even seed the rows share lines of the table, as distances do.
        AttentionCaseOptions options = new([(12, 12), (9, 9), (70, 150)]) { HasBias = true, Seed = seed, Dropout = dropout, Pattern = VisiblePattern.Sliding };
        foreach (VectorTier tier in Enum.GetValues<VectorTier>())
        {
            using VectorJob.ForcedTier forced = VectorJob.Force(tier);
            using var actual = new AttentionCase(options);
            using var expected = new AttentionCase(options);
            using GuardedBuffer got = GuardedBuffer.Random(actual.Bias.Length, seed: 8);
            using GuardedBuffer wanted = GuardedBuffer.Random(actual.Bias.Length, seed: 8);
            RunWithBias(actual, got, workers);
            ReferenceAttention.Forward(expected.Arguments);
            ReferenceAttention.Backward(expected.Arguments, expected.GradientArguments with { Bias = wanted.Data });
            Close.Check(wanted.Values, got.Values, 2e-5f, 2e-5f, $"bias gradient at tier {tier}");
            Close.Check(expected.Gradients[0].Values, actual.Gradients[0].Values, 2e-5f, 2e-5f, $"query gradient at tier {tier}");
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Additive_scores_agree_with_the_reference(VisiblePattern pattern)
    {
        Agree(new([(14, 14), (0, 0), (7, 7), (33, 33)]) { Pattern = pattern, IsAdditive = true, HeadWidth = 8 });
        Agree(new([(11, 16), (3, 0), (0, 4), (20, 9)]) { Pattern = pattern, IsAdditive = true, HeadWidth = 20, Accumulate = true, HasBias = true, Seed = 3 });
        Agree(new([(70, 150)]) { Pattern = pattern, IsAdditive = true, Heads = 4, HeadWidth = 3, Dropout = 0.3f });
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_bias_for_each_row_and_the_weights_agree_with_the_reference(VisiblePattern pattern)
    {
        Agree(new([(14, 14), (0, 0), (7, 7), (33, 33)]) { Pattern = pattern, IsByRow = true, HeadWidth = 8 });
        Agree(new([(11, 16), (3, 0), (0, 4), (20, 9)]) { Pattern = pattern, IsByRow = true, Accumulate = true, Dropout = 0.2f });
        Agree(new([(70, 150), (200, 140)]) { Pattern = pattern, IsByRow = true, IsAdditive = true, KeyValueHeads = 1, HeadWidth = 4 });
    }

    [Fact]
    public void Queries_may_be_the_keys()
    {
        using var actual = new AttentionCase(new([(9, 9), (140, 140)]) { Pattern = VisiblePattern.Causal });
        using var expected = new AttentionCase(actual.Options);
        AttentionArguments Shared(AttentionCase test) => test.Arguments with { Key = test.Arguments.Query };
        AttentionGradients Targets(AttentionCase test) => test.GradientArguments with { Key = test.GradientArguments.Query, AccumulateKey = true };
        AttentionKernel.Forward(workers, Shared(actual));
        AttentionKernel.Backward(workers, Shared(actual), Targets(actual));
        ReferenceAttention.Forward(Shared(expected));

        // The twin adds queries' and keys' gradients row by row, and so starts from zero.
        expected.Gradients[0].Values.Clear();
        ReferenceAttention.Backward(Shared(expected), Targets(expected) with { AccumulateQuery = true, AccumulateValue = true });
        int stride = (int)actual.Arguments.QueryStride;
        for (int row = 0; row < actual.Arguments.QueryRows; row++)
        {
            Close.Check(expected.Gradients[0].Values.Slice(row * stride, 32), actual.Gradients[0].Values.Slice(row * stride, 32), 2e-5f, 2e-5f, $"row {row}");
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit_of_a_bias_gradient()
    {
        AttentionCaseOptions options = new([.. Enumerable.Repeat((9, 9), 70)]) { HasBias = true, Seed = 2 };
        using var test = new AttentionCase(options);
        using var two = new WorkerPool(2);
        using var alone = new GuardedBuffer(test.Bias.Length);
        using var together = new GuardedBuffer(test.Bias.Length);
        RunWithBias(test, alone, workers);
        RunWithBias(test, together, two);
        Close.CheckBits(alone.Values, together.Values);
    }

    [Theory]
    [InlineData(VisiblePattern.Full)]
    [InlineData(VisiblePattern.Causal)]
    [InlineData(VisiblePattern.Sliding)]
    public void A_thousand_keys_agree_with_the_reference(VisiblePattern pattern) =>
        Agree(new([(1000, 1000)]) { Heads = 1, KeyValueHeads = 1, HeadWidth = 8, Pattern = pattern, Dropout = 0.2f });

    [Fact]
    public void Rows_that_see_nothing_are_zero_and_get_no_gradient()
    {
        AttentionCaseOptions options = new([(9, 9), (140, 140)]) { Pattern = VisiblePattern.SomeRowsMasked, HeadWidth = 20 };
        using var test = new AttentionCase(options);
        Run(test);
        for (int row = 0; row < 9; row++)
        {
            bool isMasked = row % 3 == 1;
            Assert.Equal(isMasked, test.Output.Values.Slice(row * 40, 40).IndexOfAnyExcept(0) < 0);
            Assert.Equal(isMasked, test.Gradients[0].Values.Slice(row * 120, 40).IndexOfAnyExcept(0) < 0);
            Assert.Equal(isMasked, float.IsPositiveInfinity(test.LogSumExp.Values[row]));
        }
    }

    [Theory]
    [InlineData(2, 130, false)]
    [InlineData(70, 20, false)]
    [InlineData(200, 0, false)]
    [InlineData(70, 5, true)]
    public void Threads_do_not_change_a_bit(int sequences, int shortest, bool isAdditive)
    {
        (int, int)[] lengths = [.. Enumerable.Range(0, sequences).Select(index => (shortest + (index % 9), shortest + (index % 9)))];
        AttentionCaseOptions options = new(lengths) { Heads = 4, KeyValueHeads = 2, Dropout = 0.1f, Pattern = VisiblePattern.Causal, IsAdditive = isAdditive };
        using var alone = new AttentionCase(options);
        using var together = new AttentionCase(options);
        using var two = new WorkerPool(2);
        Run(alone);
        Run(together, two);
        CheckBits(alone.Results(), together.Results());
    }

    [Theory]
    [InlineData(nameof(VectorTier.Scalar), false)]
    [InlineData(nameof(VectorTier.Vector128), false)]
    [InlineData(nameof(VectorTier.Vector256), false)]
    [InlineData(nameof(VectorTier.Vector512), false)]
    [InlineData(nameof(VectorTier.Vector512), true)]
    public void A_row_is_the_same_in_any_batch_and_when_decoded_alone(string tier, bool isAdditive)
    {
        using VectorJob.ForcedTier forced = VectorJob.Force(Enum.Parse<VectorTier>(tier));
        AttentionCaseOptions options = new([(5, 5), (150, 150), (17, 17)]) { Pattern = VisiblePattern.Causal, Heads = 4, HeadWidth = 20 };
        using var test = new AttentionCase(options with { IsAdditive = isAdditive });
        AttentionKernel.Forward(workers, test.Arguments);
        float[] whole = [.. test.Output.Values];
        test.Output.Values.Fill(-1);

        int* offsets = stackalloc int[4];

        // Each row by itself, as decoding has it: its keys begin where its sequence's begin and end at the row.
        for (int row = 0; row < 172; row++)
        {
            (offsets[0], offsets[1]) = (row, row + 1);
            (offsets[2], offsets[3]) = (test.Arguments.First[row], test.Arguments.Last[row] + 1);
            AttentionKernel.Forward(workers, test.Arguments with { LogSumExp = null, Sequences = 1, QueryOffsets = offsets, KeyOffsets = offsets + 2 });
        }

        Close.CheckBits(whole, test.Output.Values);
    }

    [Fact]
    public void Large_scores_neither_overflow_nor_underflow()
    {
        var test = new AttentionCase(new([(20, 200)]) { HeadWidth = 8 });
        foreach (ref float value in test.Inputs[0].Values)
        {
            value *= 1000;
        }

        Compare(test, new AttentionCase(test.Options), 1e-4f);
    }

    private static void RunWithBias(AttentionCase test, GuardedBuffer gradient, WorkerPool pool)
    {
        AttentionKernel.Forward(pool, test.Arguments);
        AttentionKernel.Backward(pool, test.Arguments, test.GradientArguments, new AttentionKernel.BiasTable(gradient.Data, gradient.Length, origin: 0));
    }

    private static void CheckBits(float[][] expected, float[][] actual)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            Close.CheckBits(expected[index], actual[index]);
        }
    }

    private void Agree(AttentionCaseOptions options)
    {
        foreach (VectorTier tier in Enum.GetValues<VectorTier>())
        {
            using VectorJob.ForcedTier forced = VectorJob.Force(tier);
            Compare(new AttentionCase(options), new AttentionCase(options), 2e-5f);
        }
    }

    private void Compare(AttentionCase actual, AttentionCase expected, float tolerance)
    {
        using (actual)
        using (expected)
        {
            actual.Inputs[0].Values.CopyTo(expected.Inputs[0].Values);
            actual.Forward(workers);
            actual.UseWeights();
            AttentionKernel.Backward(workers, actual.Arguments, actual.GradientArguments);
            ReferenceAttention.Forward(expected.Arguments);
            expected.UseWeights();
            ReferenceAttention.Backward(expected.Arguments, expected.GradientArguments);
            float[][] got = actual.Results();
            float[][] wanted = expected.Results();
            for (int index = 0; index < got.Length; index++)
            {
                float size = wanted[index].Where(float.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
                Close.Check(wanted[index], got[index], tolerance, tolerance * Math.Max(1, size), $"result {index} of {expected.Options}");
            }
        }
    }

    private void Run(AttentionCase test, WorkerPool? pool = null)
    {
        AttentionKernel.Forward(pool ?? workers, test.Arguments);
        AttentionKernel.Backward(pool ?? workers, test.Arguments, test.GradientArguments);
    }
}
