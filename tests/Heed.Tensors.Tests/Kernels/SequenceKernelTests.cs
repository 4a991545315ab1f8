using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

/// <summary>Means of sequences and rows in front of them: three sequences of 5, 0 and 6 rows, the last with two rows of padding.</summary>
[Trait("Category", "Kernel")]
public sealed unsafe class SequenceKernelTests
{
    private const int Rows = 11;
    private const int Sequences = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_mean_agrees_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(2);
        Tiers.ForEach(columns =>
        {
            int* integers = stackalloc int[] { 0, 5, 5, 11, 5, 0, 4 };
            SequenceRows rows = Describe(integers, columns);
            using GuardedBuffer x = GuardedBuffer.Random(Rows * columns, seed: 1);
            using var output = new GuardedBuffer(Sequences * columns);
            using var expected = new GuardedBuffer(Sequences * columns);
            SequenceMean.Forward(workers, rows, x.Data, output.Data);
            ReferenceSequenceMean.Forward(rows, x.Data, expected.Data);
            Close.Check(expected.Values, output.Values);

            using GuardedBuffer wanted = GuardedBuffer.Random(Rows * columns, seed: 1);
            SequenceMean.Backward(workers, rows, output.Data, x.Data, accumulate);
            ReferenceSequenceMean.Backward(rows, output.Data, wanted.Data, accumulate);
            Close.Check(wanted.Values, x.Values, what: "gradient");
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leading_rows_agree_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(2);
        Tiers.ForEach(columns =>
        {
            int* integers = stackalloc int[] { 0, 5, 5, 11, 5, 0, 6 };
            SequenceRows rows = Describe(integers, columns);
            using GuardedBuffer x = GuardedBuffer.Random(Rows * columns, seed: 1);
            using GuardedBuffer leading = GuardedBuffer.Random(columns, seed: 2);
            using var output = new GuardedBuffer((Rows + Sequences) * columns);
            using var expected = new GuardedBuffer((Rows + Sequences) * columns);
            LeadingRows.Forward(workers, rows, x.Data, leading.Data, output.Data);
            ReferenceLeadingRows.Forward(rows, x.Data, leading.Data, expected.Data);
            Close.CheckBits(expected.Values, output.Values);

            using GuardedBuffer wanted = GuardedBuffer.Random(Rows * columns, seed: 1);
            LeadingRows.Backward(workers, rows, output.Data, x.Data, accumulate);
            ReferenceLeadingRows.Backward(rows, output.Data, wanted.Data, accumulate);
            Close.CheckBits(wanted.Values, x.Values, "gradient");

            using GuardedBuffer wantedLeading = GuardedBuffer.Random(columns, seed: 2);
            LeadingRows.AddLeadingGradient(workers, rows, output.Data, leading.Data);
            ReferenceLeadingRows.AddLeadingGradient(rows, output.Data, wantedLeading.Data);
            Close.CheckBits(wantedLeading.Values, leading.Values, "leading gradient");
        });
    }

    // Four offsets, then three lengths.
    private static SequenceRows Describe(int* integers, int columns) => new() { Offsets = integers, Lengths = integers + 4, Count = Sequences, Columns = columns };
}
