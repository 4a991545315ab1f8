using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class AdamTests
{
    private static readonly AdamSettings Settings = new()
    {
        LearningRate = 0.01f,
        Beta1 = 0.9f,
        Beta2 = 0.98f,
        Epsilon = 1e-9f,
        Step = 1,
        GradientScale = 0.7f,
        WeightDecay = 0.1f,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Three_steps_agree_with_the_reference(bool isDecoupled)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            using var actual = new State(length);
            using var expected = new State(length);
            for (int step = 1; step <= 3; step++)
            {
                AdamSettings settings = Settings with { Step = step, IsDecoupled = isDecoupled };
                Adam.Step(workers, settings, actual.Arrays, length, clears: step == 3);
                ReferenceAdam.Step(settings, expected.Arrays, length, clears: step == 3);
            }

            expected.Compare(actual);
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Length = 70_001;
        using var alone = new State(Length);
        using var together = new State(Length);
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        Adam.Step(one, Settings, alone.Arrays, Length, clears: false);
        Adam.Step(two, Settings, together.Arrays, Length, clears: false);
        Close.CheckBits(alone.Values.Values, together.Values.Values);
    }

    [Fact]
    public void The_first_step_is_the_learning_rate_long()
    {
        using var workers = new WorkerPool(1);
        using var state = new State(4);
        float[] before = state.Values.Values.ToArray();
        Adam.Step(workers, Settings with { WeightDecay = 0 }, state.Arrays, 4, clears: false);
        for (int index = 0; index < 4; index++)
        {
            Assert.Equal(0.01f, MathF.Abs(state.Values.Values[index] - before[index]), 1e-6f);
        }
    }

    private sealed class State(int length) : IDisposable
    {
        public GuardedBuffer Values { get; } = GuardedBuffer.Random(length, seed: 1);

        public GuardedBuffer Gradients { get; } = GuardedBuffer.Random(length, seed: 2);

        public GuardedBuffer First { get; } = new(length);

        public GuardedBuffer Second { get; } = new(length);

        public Adam.AdamArrays Arrays => new(Values.Data, Gradients.Data, First.Data, Second.Data);

        public void Compare(State actual)
        {
            Close.Check(Values.Values, actual.Values.Values, what: "values");
            Close.Check(First.Values, actual.First.Values, what: "first moments");
            Close.Check(Second.Values, actual.Second.Values, what: "second moments");
            Close.CheckBits(Gradients.Values, actual.Gradients.Values, what: "gradients");
        }

        public void Dispose()
        {
            Values.Dispose();
            Gradients.Dispose();
            First.Dispose();
            Second.Dispose();
        }
    }
}
