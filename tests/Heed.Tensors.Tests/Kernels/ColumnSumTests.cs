using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ColumnSumTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(100)]
    public void It_agrees_with_the_reference(int rows)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            using GuardedBuffer matrix = GuardedBuffer.Random(rows * columns, seed: 1);
            using GuardedBuffer sums = GuardedBuffer.Random(columns, seed: 2);
            using var expected = new GuardedBuffer(sums.Values);
            ColumnSum.Add(workers, matrix.Data, rows, columns, sums.Data);
            ReferenceColumnSum.Add(matrix.Data, rows, columns, expected.Data);
            Close.Check(expected.Values, sums.Values, absolute: 1e-5f);
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Rows = 3000;
        const int Columns = 1100;
        using GuardedBuffer matrix = GuardedBuffer.Random(Rows * Columns, seed: 1);
        using var alone = new GuardedBuffer(Columns);
        using var together = new GuardedBuffer(Columns);
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        ColumnSum.Add(one, matrix.Data, Rows, Columns, alone.Data);
        ColumnSum.Add(two, matrix.Data, Rows, Columns, together.Data);
        Close.CheckBits(alone.Values, together.Values);
    }
}
