using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ResidualTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void It_agrees_with_the_reference(bool hasAddend, bool drops)
    {
        using var workers = new WorkerPool(1);
        DropoutMask dropout = drops ? new DropoutMask(7, 1u << 31, 2) : DropoutMask.Off;
        Tiers.ForEach(length =>
        {
            using GuardedBuffer addend = GuardedBuffer.Random(length, seed: 1);
            using GuardedBuffer source = GuardedBuffer.Random(length, seed: 2);
            using var target = new GuardedBuffer(length, misalignment: 2);
            using var expected = new GuardedBuffer(length);
            Residual.Add(workers, hasAddend ? addend.Data : null, source.Data, target.Data, length, dropout);
            ReferenceResidual.Add(hasAddend ? addend.Data : null, source.Data, expected.Data, length, dropout);
            Close.CheckBits(expected.Values, target.Values);

            if (hasAddend)
            {
                Residual.Add(workers, addend.Data, source.Data, addend.Data, length, dropout);
                Close.CheckBits(target.Values, addend.Values, "in place");
            }
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Count = 100_000;
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        using GuardedBuffer addend = GuardedBuffer.Random(Count, seed: 1);
        using GuardedBuffer source = GuardedBuffer.Random(Count, seed: 2);
        using var alone = new GuardedBuffer(Count);
        using var together = new GuardedBuffer(Count);
        var dropout = new DropoutMask(7, 1u << 31, 2);
        Residual.Add(one, addend.Data, source.Data, alone.Data, Count, dropout);
        Residual.Add(two, addend.Data, source.Data, together.Data, Count, dropout);
        Close.CheckBits(alone.Values, together.Values);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_drops_its_share()
    {
        const int Count = 100_000;
        using var workers = new WorkerPool(2);
        using var source = new GuardedBuffer(Count);
        source.Values.Fill(1);
        Residual.Add(workers, null, source.Data, source.Data, Count, new DropoutMask(5, (uint)(0.3 * uint.MaxValue), 1 / 0.7f));
        int dropped = source.Values.Count(0f);
        Assert.InRange(dropped, 29_500, 30_500); // more than three deviations of ±145
        Assert.Equal(1 / 0.7f, source.Values[source.Values.IndexOfAnyExcept(0f)]);
    }
}
