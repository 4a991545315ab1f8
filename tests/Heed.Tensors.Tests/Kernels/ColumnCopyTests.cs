using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ColumnCopyTests
{
    private const int Rows = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_agrees_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            using GuardedBuffer source = GuardedBuffer.Random(Rows * columns, seed: 1);
            using GuardedBuffer target = GuardedBuffer.Random(Rows * (columns + 2), seed: 2);
            using GuardedBuffer expected = GuardedBuffer.Random(Rows * (columns + 2), seed: 2);
            var from = new ColumnBlock(source.Data, columns);
            ColumnCopy.Run(workers, from, new ColumnBlock(target.Data + 2, columns + 2), Rows, columns, accumulate);
            ReferenceColumnCopy.Run(from, new ColumnBlock(expected.Data + 2, columns + 2), Rows, columns, accumulate);
            Close.CheckBits(expected.Values, target.Values);
        });
    }
}
