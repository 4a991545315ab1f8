using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class LayerNormTests
{
    private static readonly DropoutMask SomeDropout = new(4321, 1u << 30, 4f / 3);

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public void Forward_agrees_with_the_reference(bool hasBranch, bool drops, bool centers)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            using var actual = new Case(rows: 3, columns, hasBranch, drops, centers);
            using var expected = new Case(rows: 3, columns, hasBranch, drops, centers);
            LayerNorm.Forward(workers, actual.Forward);
            ReferenceLayerNorm.Forward(expected.Forward);
            actual.CompareForward(expected);
        });
    }

    [Theory]
    [InlineData(false, false, false, true)]
    [InlineData(true, false, false, true)]
    [InlineData(true, true, false, true)]
    [InlineData(false, true, true, true)]
    [InlineData(true, true, true, false)]
    public void Backward_agrees_with_the_reference(bool hasSumGradient, bool drops, bool adds, bool centers)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            using var actual = new Case(rows: 5, columns, hasBranch: true, drops, centers);
            using var expected = new Case(rows: 5, columns, hasBranch: true, drops, centers);
            ReferenceLayerNorm.Forward(actual.Forward);
            ReferenceLayerNorm.Forward(expected.Forward);
            LayerNorm.Backward(workers, actual.Backward(hasSumGradient, adds), actual.GainGradient.Data, centers ? actual.ShiftGradient.Data : null);
            ReferenceLayerNorm.Backward(expected.Backward(hasSumGradient, adds), expected.GainGradient.Data, centers ? expected.ShiftGradient.Data : null);
            actual.CompareBackward(expected);
        });
    }

    [Fact]
    public void Gradients_may_be_computed_where_the_incoming_ones_lie()
    {
        using var workers = new WorkerPool(1);
        using var apart = new Case(rows: 5, columns: 37, hasBranch: true, drops: true);
        using var together = new Case(rows: 5, columns: 37, hasBranch: true, drops: true);
        LayerNorm.Forward(workers, apart.Forward);
        LayerNorm.Forward(workers, together.Forward);
        LayerNorm.Backward(workers, apart.Backward(hasSumGradient: true, adds: false), apart.GainGradient.Data, apart.ShiftGradient.Data);
        LayerNormBackward shared = together.Backward(hasSumGradient: true, adds: false) with
        {
            InputGradient = together.SumGradient.Data,
            BranchGradient = together.OutputGradient.Data,
        };
        LayerNorm.Backward(workers, shared, together.GainGradient.Data, together.ShiftGradient.Data);
        Close.CheckBits(apart.InputGradient.Values, together.SumGradient.Values);
        Close.CheckBits(apart.BranchGradient.Values, together.OutputGradient.Values);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using var alone = new Case(rows: 1000, columns: 70, hasBranch: true, drops: true);
        using var together = new Case(rows: 1000, columns: 70, hasBranch: true, drops: true);
        LayerNorm.Forward(one, alone.Forward);
        LayerNorm.Forward(two, together.Forward);
        Close.CheckBits(alone.Output.Values, together.Output.Values);
        LayerNorm.Backward(one, alone.Backward(hasSumGradient: true, adds: true), alone.GainGradient.Data, alone.ShiftGradient.Data);
        LayerNorm.Backward(two, together.Backward(hasSumGradient: true, adds: true), together.GainGradient.Data, together.ShiftGradient.Data);
        Close.CheckBits(alone.InputGradient.Values, together.InputGradient.Values);
        Close.CheckBits(alone.GainGradient.Values, together.GainGradient.Values);
    }

    [Fact]
    public void A_row_of_equal_numbers_gives_the_shift()
    {
        using var workers = new WorkerPool(1);
        using var made = new Case(rows: 1, columns: 20, hasBranch: false, drops: false);
        made.Input.Values.Fill(1000);
        LayerNorm.Forward(workers, made.Forward);
        Close.Check(made.Shift.Values, made.Output.Values);
    }

    private sealed class Case(int rows, int columns, bool hasBranch, bool drops, bool centers = true) : IDisposable
    {
        private readonly GuardedBuffer branch = GuardedBuffer.Random(rows * columns, seed: 2);
        private readonly GuardedBuffer sum = new(rows * columns);
        private readonly GuardedBuffer gain = GuardedBuffer.Random(columns, seed: 3);
        private readonly GuardedBuffer mean = new(rows);
        private readonly GuardedBuffer reciprocal = new(rows);

        public GuardedBuffer Input { get; } = GuardedBuffer.Random(rows * columns, seed: 1, deviation: 2);

        public GuardedBuffer Output { get; } = new(rows * columns, misalignment: 1);

        public GuardedBuffer Shift { get; } = GuardedBuffer.Random(columns, seed: 4);

        public GuardedBuffer OutputGradient { get; } = GuardedBuffer.Random(rows * columns, seed: 5);

        public GuardedBuffer SumGradient { get; } = GuardedBuffer.Random(rows * columns, seed: 6);

        public GuardedBuffer InputGradient { get; } = GuardedBuffer.Random(rows * columns, seed: 7);

        public GuardedBuffer BranchGradient { get; } = GuardedBuffer.Random(rows * columns, seed: 8);

        public GuardedBuffer GainGradient { get; } = GuardedBuffer.Random(columns, seed: 9);

        public GuardedBuffer ShiftGradient { get; } = GuardedBuffer.Random(columns, seed: 10);

        public LayerNormForward Forward => new()
        {
            Input = Input.Data,
            Branch = hasBranch ? branch.Data : null,
            Sum = hasBranch ? sum.Data : Input.Data,
            Output = Output.Data,
            Gain = gain.Data,
            Shift = centers ? Shift.Data : null,
            Mean = mean.Data,
            Reciprocal = reciprocal.Data,
            Rows = rows,
            Columns = columns,
            Epsilon = 1e-5f,
            Centers = centers,
            Dropout = drops ? SomeDropout : DropoutMask.Off,
        };

        public LayerNormBackward Backward(bool hasSumGradient, bool adds) => new()
        {
            Sum = sum.Data,
            Mean = mean.Data,
            Centers = centers,
            Reciprocal = reciprocal.Data,
            Gain = gain.Data,
            OutputGradient = OutputGradient.Data,
            SumGradient = hasSumGradient ? SumGradient.Data : null,
            InputGradient = InputGradient.Data,
            AddsToInput = adds,
            BranchGradient = BranchGradient.Data,
            AddsToBranch = adds,
            Rows = rows,
            Columns = columns,
            Dropout = drops ? SomeDropout : DropoutMask.Off,
        };

        // With one or two columns the reciprocal deviation is large and multiplies every rounding.
        public void CompareForward(Case expected)
        {
            Close.Check(expected.sum.Values, sum.Values, what: "sum");
            Close.Check(expected.Output.Values, Output.Values, 1e-4f, columns < 7 ? 1e-2f : 1e-4f, "output");
            if (columns > 0)
            {
                Close.Check(expected.mean.Values, mean.Values, what: "mean");
                Close.Check(expected.reciprocal.Values, reciprocal.Values, 1e-4f, what: "reciprocal");
            }
        }

        public void CompareBackward(Case expected)
        {
            float tolerance = columns < 7 ? 5e-2f : 2e-4f;
            Close.Check(expected.InputGradient.Values, InputGradient.Values, 1e-4f, tolerance, "input gradient");
            Close.Check(expected.BranchGradient.Values, BranchGradient.Values, 1e-4f, tolerance, "branch gradient");
            Close.Check(expected.GainGradient.Values, GainGradient.Values, 1e-4f, 1e-4f, "gain gradient");
            Close.Check(expected.ShiftGradient.Values, ShiftGradient.Values, 1e-4f, 1e-4f, "shift gradient");
        }

        public void Dispose()
        {
            GuardedBuffer[] buffers =
            [
                Input, branch, sum, Output, gain, Shift, mean, reciprocal, OutputGradient, SumGradient, InputGradient, BranchGradient, GainGradient, ShiftGradient,
            ];
            foreach (GuardedBuffer buffer in buffers)
            {
                buffer.Dispose();
            }
        }
    }
}
