using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class CrossEntropyTests
{
    [Fact]
    public void Agrees_with_the_reference_at_every_tier()
    {
        const int Rows = 5;
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            int columns = Math.Max(1, length);
            using var actual = new GuardedBuffer(Rows * columns);
            using var expected = new GuardedBuffer(Rows * columns);
            GuardedBuffer.FillNormal(actual.Values, columns);
            actual.Values.CopyTo(expected.Values);
            int* targets = stackalloc int[] { 0, columns - 1, -1, columns / 2, 0 };
            var actualLosses = stackalloc CrossEntropy.RowLoss[Rows];
            var expectedLosses = stackalloc CrossEntropy.RowLoss[Rows];
            CrossEntropy.Rows(workers, actual.Data, Rows, columns, targets, 0.1f, 0.25f, actualLosses);
            ReferenceCrossEntropy.Rows(expected.Data, Rows, columns, targets, 0.1f, 0.25f, expectedLosses);
            Close.Check(expected.Values, actual.Values, 1e-5f, 1e-6f, $"{columns} columns");
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(expectedLosses[row].Smoothed, actualLosses[row].Smoothed, 4);
                Assert.Equal(expectedLosses[row].NegativeLogLikelihood, actualLosses[row].NegativeLogLikelihood, 4);
                Assert.Equal(expectedLosses[row].IsCorrect, actualLosses[row].IsCorrect);
            }
        });
    }
}
