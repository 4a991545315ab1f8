using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ScalingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_agrees_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            using GuardedBuffer source = GuardedBuffer.Random(length, seed: 1);
            using GuardedBuffer target = GuardedBuffer.Random(length, seed: 2);
            using GuardedBuffer expected = GuardedBuffer.Random(length, seed: 2);
            Assert.Equal(ReferenceScaling.Dot(source.Data, target.Data, length), Scaling.Dot(workers, source.Data, target.Data, length), 1e-4);
            Scaling.Forward(workers, source.Data, -0.7f, target.Data, length, accumulate);
            ReferenceScaling.Forward(source.Data, -0.7f, expected.Data, length, accumulate);
            Close.Check(expected.Values, target.Values);
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Count = 100_000;
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using GuardedBuffer left = GuardedBuffer.Random(Count, seed: 1);
        using GuardedBuffer right = GuardedBuffer.Random(Count, seed: 2);
        Assert.Equal(Scaling.Dot(one, left.Data, right.Data, Count), Scaling.Dot(two, left.Data, right.Data, Count));
    }
}
