using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Optimization;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class AdafactorTests
{
    private static readonly AdafactorSettings Settings = new() { RelativeStep = 0.1f, Beta2 = 0, GradientScale = 0.7f, ClippingThreshold = 0.9f };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Three_steps_agree_with_the_reference(int rows)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            if (columns == 0)
            {
                return;
            }

            using var actual = new State(rows, columns);
            using var expected = new State(rows, columns);
            for (int step = 1; step <= 3; step++)
            {
                AdafactorSettings settings = Settings with { Beta2 = 1 - MathF.Pow(step, -0.8f) };
                actual.NewGradients(step);
                expected.NewGradients(step);
                Adafactor.Step(workers, settings, [actual.Arrays]);
                ReferenceAdafactor.Step(settings, expected.Arrays);
            }

            Close.Check(expected.Values.Values, actual.Values.Values);
            Close.Check(expected.Second.Values, actual.Second.Values);
            Assert.False(actual.Gradients.Values.ContainsAnyExcept(0));
        });
    }

    [Fact]
    public void A_step_is_in_proportion_to_the_weights()
    {
        using var workers = new WorkerPool(1);
        using var small = new State(4, 6);
        using var large = new State(4, 6);
        foreach (ref float value in large.Values.Values)
        {
            value *= 8;
        }

        float[] before = small.Values.Values.ToArray();
        Adafactor.Step(workers, Settings, [small.Arrays]);
        Adafactor.Step(workers, Settings, [large.Arrays]);
        for (int index = 0; index < before.Length; index++)
        {
            Assert.Equal(8 * small.Values.Values[index], large.Values.Values[index], 1e-5f);
            Assert.NotEqual(before[index], small.Values.Values[index]);
        }
    }

    private sealed class State : IDisposable
    {
        private readonly (int Rows, int Columns) size;

        public State(int rows, int columns)
        {
            size = (rows, columns);
            Values = GuardedBuffer.Random(rows * columns, seed: 1);
            Gradients = GuardedBuffer.Random(rows * columns, seed: 2);
            Second = new GuardedBuffer(rows * columns);
        }

        public GuardedBuffer Values { get; }

        public GuardedBuffer Gradients { get; }

        public GuardedBuffer Second { get; }

        public Adafactor.Arrays Arrays => new(Values.Data, Gradients.Data, Second.Data, size.Rows, size.Columns);

        public void NewGradients(int step)
        {
            using GuardedBuffer random = GuardedBuffer.Random(size.Rows * size.Columns, seed: 10 + step);
            random.Values.CopyTo(Gradients.Values);
        }

        public void Dispose()
        {
            Values.Dispose();
            Gradients.Dispose();
            Second.Dispose();
        }
    }
}
