using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class ActivationsTests
{
    private const int Rows = 3;
    private static readonly DropoutMask SomeDropout = new(12345, 1u << 30, 4f / 3);

    public static MatrixTheoryData<Activation, bool> Cases { get; } = new(Enum.GetValues<Activation>(), [false, true]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_agrees_with_the_reference(Activation activation, bool drops)
    {
        using var workers = new WorkerPool(1);
        DropoutMask dropout = drops ? SomeDropout : DropoutMask.Off;
        Tiers.ForEach(length =>
        {
            using GuardedBuffer input = GuardedBuffer.Random(length, seed: 1, deviation: 3);
            using var output = new GuardedBuffer(length, misalignment: 1);
            using var expected = new GuardedBuffer(length);
            Activations.Forward(workers, activation, input.Data, output.Data, length, dropout);
            ReferenceActivations.Forward(activation, input.Data, expected.Data, length, dropout);
            Close.Check(expected.Values, output.Values);

            Activations.Forward(workers, activation, input.Data, input.Data, length, dropout);
            Close.CheckBits(output.Values, input.Values, "in place");
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_agrees_with_the_reference(Activation activation, bool drops)
    {
        using var workers = new WorkerPool(1);
        DropoutMask dropout = drops ? SomeDropout : DropoutMask.Off;
        Tiers.ForEach(length =>
        {
            int count = Rows * length;
            using GuardedBuffer input = GuardedBuffer.Random(count, seed: 1, deviation: 3);
            using GuardedBuffer gradient = GuardedBuffer.Random(count, seed: 2);
            using var saved = new GuardedBuffer(input.Values);
            using var result = new GuardedBuffer(count);
            using var expected = new GuardedBuffer(count);
            using GuardedBuffer bias = GuardedBuffer.Random(length, seed: 3);
            using var expectedBias = new GuardedBuffer(bias.Values);
            if (Activations.UsesOutput(activation))
            {
                Activations.Forward(workers, activation, input.Data, saved.Data, count, dropout);
            }

            Activations.Backward(workers, activation, new(saved.Data, gradient.Data, result.Data, Rows, length), dropout, bias.Data);
            ReferenceActivations.Backward(activation, new(input.Data, gradient.Data, expected.Data, Rows, length), dropout, expectedBias.Data);
            // 1 + tanh loses its digits far left of zero: there the slope is right to a float's step at 1, not to its own.
            Close.Check(expected.Values, result.Values, absolute: 5e-6f);
            Close.Check(expectedBias.Values, bias.Values, absolute: 1e-5f, what: "bias gradient");

            Activations.Backward(workers, activation, new(saved.Data, gradient.Data, gradient.Data, Rows, length), dropout, biasGradient: null);
            Close.CheckBits(result.Values, gradient.Values, "in place");
        });
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int ManyRows = 1000;
        const int Columns = 37;
        using GuardedBuffer input = GuardedBuffer.Random(ManyRows * Columns, seed: 1);
        using GuardedBuffer gradient = GuardedBuffer.Random(ManyRows * Columns, seed: 2);
        float[][] results = new float[2][];
        for (int threads = 1; threads <= 2; threads++)
        {
            using var workers = new WorkerPool(threads);
            using var result = new GuardedBuffer(ManyRows * Columns);
            using var bias = new GuardedBuffer(Columns);
            Activations.Backward(workers, Activation.Gelu, new(input.Data, gradient.Data, result.Data, ManyRows, Columns), SomeDropout, bias.Data);
            results[threads - 1] = [.. result.Values, .. bias.Values];
        }

        Close.CheckBits(results[0], results[1]);
    }

    [Fact]
    public void Not_a_number_and_infinity_are_passed_on()
    {
        using var workers = new WorkerPool(1);
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            using var buffer = new GuardedBuffer([float.NaN, float.PositiveInfinity, 100, 1]);
            Activations.Forward(workers, activation, buffer.Data, buffer.Data, 4, DropoutMask.Off);
            Assert.True(float.IsNaN(buffer.Values[0]), $"{activation}");
            Assert.Equal(activation == Activation.Tanh ? 1 : float.PositiveInfinity, buffer.Values[1]);
            Assert.Equal(activation == Activation.Tanh ? 1 : 100, buffer.Values[2]);
        }
    }
}
