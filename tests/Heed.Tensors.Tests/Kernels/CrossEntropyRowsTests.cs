using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class CrossEntropyRowsTests
{
    private const int Rows = 4;

    [Theory]
    [InlineData(0f, true)]
    [InlineData(0.1f, true)]
    [InlineData(0.1f, false)]
    public void It_agrees_with_the_reference(float smoothing, bool wantsGradient)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            if (columns == 0)
            {
                return; // no column, no target
            }

            using GuardedBuffer logits = GuardedBuffer.Random(Rows * columns, seed: 1, deviation: 4, misalignment: 1);
            using var expected = new GuardedBuffer(logits.Values);
            int[] targets = [0, -1, columns - 1, columns / 2];
            var losses = new RowLoss[Rows];
            var expectedLosses = new RowLoss[Rows];
            fixed (int* at = targets)
            fixed (RowLoss* actualAt = losses, expectedAt = expectedLosses)
            {
                CrossEntropyRows.Run(workers, Block(logits, at, actualAt, columns, smoothing, wantsGradient));
                ReferenceCrossEntropy.Run(Block(expected, at, expectedAt, columns, smoothing, wantsGradient));
            }

            Close.Check(expected.Values, logits.Values, absolute: 1e-6f, what: "gradient");
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(expectedLosses[row].Smoothed, losses[row].Smoothed, 1e-5);
                Assert.Equal(expectedLosses[row].NegativeLogLikelihood, losses[row].NegativeLogLikelihood, 1e-5);
                Assert.Equal(expectedLosses[row].IsCorrect, losses[row].IsCorrect);
            }
        });
    }

    [Theory]
    [InlineData(float.NaN, double.NaN)]
    [InlineData(float.PositiveInfinity, double.NaN)]
    [InlineData(float.NegativeInfinity, double.PositiveInfinity)]
    public void A_bad_logit_shows_in_the_loss(float logit, double loss)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(columns =>
        {
            if (columns < 2)
            {
                return;
            }

            using GuardedBuffer logits = GuardedBuffer.Random(columns, seed: 1);
            logits.Values[columns - 1] = logit;
            int target = columns - 1;
            RowLoss found;
            CrossEntropyRows.Run(workers, Block(logits, &target, &found, columns, smoothing: 0.1f, wantsGradient: true, rows: 1));
            Assert.Equal(loss, found.NegativeLogLikelihood);
            Assert.False(double.IsFinite(found.Smoothed));
        });
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        using var workers = new WorkerPool(1);
        using var logits = new GuardedBuffer([30000, -30000, 30000]);
        int target = 0;
        RowLoss found;
        CrossEntropyRows.Run(workers, Block(logits, &target, &found, 3, smoothing: 0, wantsGradient: true, rows: 1));
        Assert.Equal(Math.Log(2), found.NegativeLogLikelihood, 1e-6);
        Close.Check([-0.25f, 0, 0.25f], logits.Values);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        const int Many = 50;
        const int Columns = 3001;
        using GuardedBuffer alone = GuardedBuffer.Random(Many * Columns, seed: 1, deviation: 3);
        using var together = new GuardedBuffer(alone.Values);
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        int[] targets = [.. Enumerable.Range(0, Many)];
        var losses = new RowLoss[2 * Many];
        fixed (int* at = targets)
        fixed (RowLoss* found = losses)
        {
            CrossEntropyRows.Run(one, Block(alone, at, found, Columns, 0.1f, wantsGradient: true, Many));
            CrossEntropyRows.Run(two, Block(together, at, found + Many, Columns, 0.1f, wantsGradient: true, Many));
        }

        Close.CheckBits(alone.Values, together.Values);
        Assert.Equal(losses[..Many], losses[Many..]);
    }

    private static CrossEntropyBlock Block(
        GuardedBuffer logits, int* targets, RowLoss* losses, int columns, float smoothing, bool wantsGradient, int rows = Rows)
    {
        return new()
        {
            Logits = logits.Data,
            Targets = targets,
            Losses = losses,
            Rows = rows,
            Columns = columns,
            Smoothing = smoothing,
            Scale = 0.5f,
            WantsGradient = wantsGradient,
        };
    }
}
