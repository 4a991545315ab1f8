using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class GatedTests
{
    private const int Rows = 3;

    private static readonly DropoutMask SomeDropout = new(99, 1u << 30, 4f / 3);

    [Theory]
    [InlineData(Activation.Silu, false, false)]
    [InlineData(Activation.Silu, true, true)]
    [InlineData(Activation.GeluTanh, true, false)]
    public void Both_passes_agree_with_the_reference(Activation activation, bool drops, bool adds)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            var rows = new Gated.GatedRows(Rows, columns, drops ? SomeDropout : DropoutMask.Off);
            using GuardedBuffer input = GuardedBuffer.Random(2 * Rows * columns, seed: 1, deviation: 3);
            using var output = new GuardedBuffer(Rows * columns, misalignment: 1);
            using var expected = new GuardedBuffer(Rows * columns);
            Gated.Forward(workers, activation, input.Data, output.Data, rows);
            ReferenceGated.Forward(activation, input.Data, expected.Data, rows);
            Close.Check(expected.Values, output.Values, 1e-5f, 1e-5f, "output");

            using GuardedBuffer upper = GuardedBuffer.Random(Rows * columns, seed: 2);
            using GuardedBuffer gradient = GuardedBuffer.Random(2 * Rows * columns, seed: 3);
            using GuardedBuffer expectedGradient = GuardedBuffer.Random(2 * Rows * columns, seed: 3);
            Gated.Backward(workers, activation, new(input.Data, upper.Data, gradient.Data, adds), rows);
            ReferenceGated.Backward(activation, new(input.Data, upper.Data, expectedGradient.Data, adds), rows);
            Close.Check(expectedGradient.Values, gradient.Values, 1e-5f, 1e-5f, "gradient");
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        var rows = new Gated.GatedRows(500, 70, SomeDropout);
        using GuardedBuffer input = GuardedBuffer.Random(2 * 500 * 70, seed: 1);
        using var alone = new GuardedBuffer(500 * 70);
        using var together = new GuardedBuffer(500 * 70);
        Gated.Forward(one, Activation.Silu, input.Data, alone.Data, rows);
        Gated.Forward(two, Activation.Silu, input.Data, together.Data, rows);
        Close.CheckBits(alone.Values, together.Values);
    }
}
