using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ElementwiseTests
{
    [Fact]
    public void They_agree_with_the_reference()
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            using GuardedBuffer source = GuardedBuffer.Random(length, seed: 1);
            using GuardedBuffer target = GuardedBuffer.Random(length, seed: 2, misalignment: 3);
            using var expected = new GuardedBuffer(target.Values);
            Elementwise.Add(workers, source.Data, target.Data, length);
            ReferenceElementwise.Add(source.Data, expected.Data, length);
            Close.CheckBits(expected.Values, target.Values, "sum");

            Elementwise.Lerp(workers, source.Data, target.Data, 0.3f, length);
            ReferenceElementwise.Lerp(source.Data, expected.Data, 0.3f, length);
            Close.Check(expected.Values, target.Values, what: "lerp");

            double norm = ReferenceElementwise.SquaredNorm(source.Data, length);
            Assert.Equal(norm, Elementwise.SquaredNorm(workers, source.Data, length), norm * 1e-6);
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Length = 100_003;
        using GuardedBuffer source = GuardedBuffer.Random(Length, seed: 1);
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        double norm = Elementwise.SquaredNorm(one, source.Data, Length);
        Assert.Equal(norm, Elementwise.SquaredNorm(two, source.Data, Length));
        Assert.Equal(ReferenceElementwise.SquaredNorm(source.Data, Length), norm, norm * 1e-6);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_shows_in_the_norm()
    {
        using var workers = new WorkerPool(1);
        using GuardedBuffer source = GuardedBuffer.Random(100, seed: 1);
        source.Values[70] = float.NaN;
        Assert.True(double.IsNaN(Elementwise.SquaredNorm(workers, source.Data, 100)));
    }

    [Fact]
    public void Lerp_with_one_over_n_averages()
    {
        using var workers = new WorkerPool(1);
        using var average = new GuardedBuffer(1);
        for (int count = 1; count <= 4; count++)
        {
            using var next = new GuardedBuffer([count * count]);
            Elementwise.Lerp(workers, next.Data, average.Data, 1f / count, 1);
        }

        Assert.Equal(7.5f, average.Values[0], 1e-5f);
    }
}
