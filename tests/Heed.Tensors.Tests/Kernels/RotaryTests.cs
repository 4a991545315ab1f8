using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class RotaryTests
{
    private const int Rows = 3;
    private const int Heads = 2;

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public void It_agrees_with_the_reference(bool interleaved, bool backward, bool accumulate)
    {
        using var workers = new WorkerPool(1);
        int* places = stackalloc int[Rows] { 4, 0, 2 };
        Tiers.ForEach(half =>
        {
            int width = 2 * half * Heads;
            using GuardedBuffer source = GuardedBuffer.Random(Rows * (width + 1), seed: 1);
            using GuardedBuffer angles = GuardedBuffer.Random(5 * 2 * half, seed: 2);
            using GuardedBuffer target = GuardedBuffer.Random(Rows * width, seed: 3, misalignment: 1);
            using GuardedBuffer expected = GuardedBuffer.Random(Rows * width, seed: 3);
            var arrays = new RotaryArrays
            {
                Source = source.Data,
                SourceStride = width + 1,
                Target = target.Data,
                TargetStride = width,
                Angles = angles.Data,
                Places = places,
                Rows = Rows,
                Heads = Heads,
                HeadWidth = 2 * half,
                Interleaved = interleaved,
                Backward = backward,
                Accumulate = accumulate,
            };
            Rotary.Run(workers, arrays);
            ReferenceRotary.Run(arrays with { Target = expected.Data });
            Close.Check(expected.Values, target.Values);
        });
    }
}
