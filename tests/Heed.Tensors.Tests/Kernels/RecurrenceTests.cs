using Heed.Tensors.Kernels.Cpu.Recurrence;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Ops.Recurrence;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class RecurrenceTests
{
    // Two rows have been; of three live sequences two go on, one ends. The batch holds the rows in another order.
    private const int Rows = 7;
    private const int Live = 3;
    private static readonly RecurrentStep Step = new(First: 2, Live, Before: 3, After: 5, NextLive: 2);
    private static readonly int[] BatchRows = [6, 5, 0, 2, 1, 4, 3];
    private static readonly int[] Sequences = [2, 0, 1];

    private delegate void ForwardStep(in RecurrentArrays arrays, in RecurrentStep step);

    private delegate void BackwardStep(in RecurrentArrays arrays, in RecurrentGradients gradients, in RecurrentStep step);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Lstm_agrees_with_the_reference(bool hasBias, bool adds)
    {
        using var workers = new WorkerPool(1);
        Compare<LstmCell>(workers, ReferenceRecurrence.Lstm, ReferenceRecurrence.LstmBackward, hasBias, adds);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Gru_agrees_with_the_reference(bool hasBias, bool adds)
    {
        using var workers = new WorkerPool(1);
        Compare<GruCell>(workers, ReferenceRecurrence.Gru, ReferenceRecurrence.GruBackward, hasBias, adds);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        (float[] alone, float[] together) = (Run(1), Run(2));
        Close.CheckBits(alone, together);

        // 70 sequences of 1 to 7 rows, 60 wide: several parts in every product and every cell.
        static float[] Run(int threads)
        {
            const int Width = 60;
            using var workers = new WorkerPool(threads);
            using var workspace = new Workspace(workers);
            using var store = new ParameterStore();
            Parameter weight = store.Add("weight", new Shape(4 * Width, Width), static (values, _) => GuardedBuffer.FillNormal(values, 3, deviation: 0.2f));
            store.Allocate(withGradients: true);
            store.Initialize(1);
            int[] lengths = [.. Enumerable.Range(0, 70).Select(static index => 1 + (index * 5 % 7))];
            int[] offsets = [.. lengths.Select((_, index) => lengths[..index].Sum()), lengths.Sum()];
            var values = new float[lengths.Sum() * 4 * Width];
            GuardedBuffer.FillNormal(values, 4);
            workspace.BeginDeterministicStep();
            Tensor input = workspace.From(values, new Shape(lengths.Sum(), 4 * Width), requiresGradient: true);
            RecurrentResult result = LstmOp.Apply(input, new(weight, null), RecurrenceLayout.Build(workspace, offsets, lengths, backwards: true));
            workspace.Backward(result.Output);
            return [.. result.Output.Values, .. result.Final.Values, .. input.Gradients, .. weight.Gradients];
        }
    }

    private static void Compare<TCell>(WorkerPool workers, ForwardStep forward, BackwardStep backward, bool hasBias, bool adds)
        where TCell : struct, IRecurrentCell => Tiers.ForEach(width =>
    {
        using var actual = new Arrays(TCell.Gates, TCell.States, width, hasBias);
        using var expected = new Arrays(TCell.Gates, TCell.States, width, hasBias);
        fixed (int* rows = BatchRows, sequences = Sequences)
        {
            RecurrentArrays arrays = actual.At(rows, sequences);
            RecurrentArrays reference = expected.At(rows, sequences);
            default(TCell).Forward(workers, arrays, Step);
            forward(reference, Step);
            actual.Check(expected);

            default(TCell).Backward(workers, arrays, actual.Gradients(adds), Step);
            backward(reference, expected.Gradients(adds), Step);
            actual.Check(expected);
        }
    });

    private sealed class Arrays(int gates, int states, int width, bool hasBias) : IDisposable
    {
        private readonly GuardedBuffer[] buffers =
        [
            GuardedBuffer.Random(Rows * gates * width, 1, misalignment: 1), // input
            GuardedBuffer.Random(Rows * gates * width, 2), // product, gates
            GuardedBuffer.Random(gates * width, 3), // bias
            GuardedBuffer.Random(Rows * width, 4), // hidden
            GuardedBuffer.Random((Live + Rows) * width, 5), // cell
            new GuardedBuffer(Rows * width), // output
            new GuardedBuffer(Sequences.Length * states * width), // final
            GuardedBuffer.Random(Rows * width, 6), // gradients of the output
            new GuardedBuffer(Rows * gates * width), // of the product
            GuardedBuffer.Random(Rows * gates * width, 7), // of the input
            GuardedBuffer.Random(Live * width, 8), // of the hidden state
            GuardedBuffer.Random(Live * width, 9), // of the memory cells
        ];

        public RecurrentArrays At(int* rows, int* sequences) => new()
        {
            Input = buffers[0].Data,
            Product = buffers[1].Data,
            Gates = buffers[1].Data,
            Bias = hasBias ? buffers[2].Data : null,
            Hidden = buffers[3].Data,
            Cell = buffers[4].Data,
            Output = buffers[5].Data,
            Final = buffers[6].Data,
            StateWidth = states * width,
            Rows = rows,
            Sequences = sequences,
            Width = width,
            GateWidth = gates * width,
        };

        public RecurrentGradients Gradients(bool adds) => new()
        {
            Output = adds ? buffers[7].Data : null,
            Product = buffers[8].Data,
            Input = buffers[9].Data,
            AddsToInput = adds,
            Hidden = buffers[10].Data,
            Cell = buffers[11].Data,
        };

        public void Check(Arrays expected)
        {
            for (int index = 0; index < buffers.Length; index++)
            {
                Close.Check(expected.buffers[index].Values, buffers[index].Values, 1e-5f, 1e-5f, $"array {index}");
            }
        }

        public void Dispose() => Array.ForEach(buffers, static buffer => buffer.Dispose());
    }
}
