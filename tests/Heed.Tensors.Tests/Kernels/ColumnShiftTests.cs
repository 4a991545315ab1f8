using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ColumnShiftTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void It_agrees_with_the_reference(bool accumulate, bool hasShift)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            using GuardedBuffer source = GuardedBuffer.Random(3 * (length + 2), seed: 1);
            using GuardedBuffer shift = GuardedBuffer.Random(length, seed: 2);
            using GuardedBuffer target = GuardedBuffer.Random(3 * length, seed: 3);
            using GuardedBuffer expected = GuardedBuffer.Random(3 * length, seed: 3);
            var work = new ColumnShift
            {
                Source = source.Data,
                SourceStride = length + 2,
                Target = target.Data,
                TargetStride = length,
                Shift = hasShift ? shift.Data : null,
                Scale = 0.3f,
                Rows = 3,
                Columns = length,
                Accumulate = accumulate,
            };
            work.Run(workers);
            ReferenceColumnShift.Run(work with { Target = expected.Data });
            Close.Check(expected.Values, target.Values);
            target.Check();
        });
    }
}
