using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class SequenceMaxTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_passes_agree_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            fixed (int* offsets = (int[])[0, 4, 4, 9], lengths = (int[])[3, 0, 5])
            {
                var rows = new SequenceRows { Offsets = offsets, Lengths = lengths, Count = 3, Columns = columns };
                using GuardedBuffer x = GuardedBuffer.Random(9 * columns, seed: 1);
                using GuardedBuffer output = new(3 * columns, misalignment: 1), expected = new(3 * columns);
                using GuardedBuffer places = new(3 * columns), expectedPlaces = new(3 * columns);
                SequenceMax.Forward(workers, rows, x.Data, output.Data, places.Data);
                ReferenceSequenceMax.Forward(rows, x.Data, expected.Data, expectedPlaces.Data);
                Close.CheckBits(expected.Values, output.Values);
                Close.CheckBits(expectedPlaces.Values, places.Values);

                using GuardedBuffer upper = GuardedBuffer.Random(3 * columns, seed: 2);
                using GuardedBuffer gradient = GuardedBuffer.Random(9 * columns, seed: 3), expectedGradient = GuardedBuffer.Random(9 * columns, seed: 3);
                SequenceMax.Backward(workers, rows, places.Data, upper.Data, gradient.Data, accumulate);
                ReferenceSequenceMax.Backward(rows, places.Data, upper.Data, expectedGradient.Data, accumulate);
                Close.CheckBits(expectedGradient.Values, gradient.Values);
            }
        });
    }
}
