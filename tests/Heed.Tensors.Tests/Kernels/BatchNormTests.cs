using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class BatchNormTests
{
    private const int Rows = 70;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void It_agrees_with_the_reference(bool hasPadding, bool accumulate)
    {
        using var workers = new WorkerPool(1);
        using var real = new AlignedBuffer(Rows * sizeof(int));
        for (int row = 0; row < Rows; row++)
        {
            real.Integers[row] = row % 3 == 1 ? 0 : 1;
        }

        Tiers.ForEach(length =>
        {
            using var actual = new Case(length, hasPadding ? real.Integers : null);
            using var expected = new Case(length, hasPadding ? real.Integers : null);
            int count = BatchNorm.Statistics(workers, actual.Arrays, actual.Mean.Data, actual.Reciprocal.Data);
            Assert.Equal(length == 0 ? count : ReferenceBatchNorm.Statistics(expected.Arrays, expected.Mean.Data, expected.Reciprocal.Data), count);
            BatchNorm.Forward(workers, actual.Arrays, actual.Output.Data);
            ReferenceBatchNorm.Forward(expected.Arrays, expected.Output.Data);
            BatchNorm.Backward(workers, actual.Arrays, count, actual.Gradients(accumulate));
            ReferenceBatchNorm.Backward(expected.Arrays, count, expected.Gradients(accumulate));
            foreach ((GuardedBuffer wanted, GuardedBuffer got) in expected.Results.Zip(actual.Results))
            {
                Close.Check(wanted.Values, got.Values, 1e-4f, 1e-4f);
                got.Check();
            }
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using var alone = new Case(200, null);
        using var together = new Case(200, null);
        foreach ((Case test, WorkerPool workers) in new[] { (alone, one), (together, two) })
        {
            int count = BatchNorm.Statistics(workers, test.Arrays, test.Mean.Data, test.Reciprocal.Data);
            BatchNorm.Forward(workers, test.Arrays, test.Output.Data);
            BatchNorm.Backward(workers, test.Arrays, count, test.Gradients(accumulate: false));
        }

        foreach ((GuardedBuffer left, GuardedBuffer right) in alone.Results.Zip(together.Results))
        {
            Close.CheckBits(left.Values, right.Values);
        }
    }

    /// <summary>The variance stands in for the reciprocal deviation: any number will do there.</summary>
    private sealed class Case : IDisposable
    {
        private readonly GuardedBuffer input;
        private readonly GuardedBuffer gain;
        private readonly GuardedBuffer shift;
        private readonly GuardedBuffer outputGradient;

        public Case(int columns, int* real)
        {
            (input, outputGradient) = (GuardedBuffer.Random(Rows * columns, seed: 1), GuardedBuffer.Random(Rows * columns, seed: 2));
            (gain, shift) = (GuardedBuffer.Random(columns, seed: 3), GuardedBuffer.Random(columns, seed: 4));
            (Mean, Reciprocal) = (GuardedBuffer.Random(columns, seed: 5), GuardedBuffer.Random(columns, seed: 6));
            Output = GuardedBuffer.Random(Rows * columns, seed: 7);
            Results = [Mean, Reciprocal, Output, GuardedBuffer.Random(Rows * columns, seed: 8), GuardedBuffer.Random(columns, seed: 9), GuardedBuffer.Random(columns, seed: 10)];
            Arrays = new BatchNormArrays
            {
                Input = input.Data,
                Gain = gain.Data,
                Shift = shift.Data,
                Mean = Mean.Data,
                Reciprocal = Reciprocal.Data,
                Real = real,
                Rows = Rows,
                Columns = columns,
            };
        }

        public BatchNormArrays Arrays { get; }

        public GuardedBuffer Mean { get; }

        public GuardedBuffer Reciprocal { get; }

        public GuardedBuffer Output { get; }

        public GuardedBuffer[] Results { get; }

        public BatchNormGradients Gradients(bool accumulate) => new()
        {
            Output = outputGradient.Data,
            Input = Results[3].Data,
            Accumulate = accumulate,
            Gain = Results[4].Data,
            Shift = Results[5].Data,
        };

        public void Dispose() => Array.ForEach([input, outputGradient, gain, shift, .. Results], buffer => buffer.Dispose());
    }
}
