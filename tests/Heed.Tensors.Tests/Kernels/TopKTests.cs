using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class TopKTests
{
    [Fact]
    public void Agrees_with_the_reference_at_every_tier()
    {
        using var workers = new WorkerPool(1);
        var random = new Random(1);
        foreach (VectorTier tier in Enum.GetValues<VectorTier>())
        {
            foreach (int columns in (int[])[1, 2, 7, 31, 64, 65, 129, 1000, 8003])
            {
                foreach (int k in (int[])[1, 2, 10])
                {
                    Check(workers, random, tier, columns, Math.Min(k, columns));
                }
            }
        }
    }

    [Fact]
    public void Ties_go_to_the_lower_column()
    {
        using var workers = new WorkerPool(1);
        float[] logits = [1, 3, 3, 2, 3];
        var ids = new int[3];
        var logProbabilities = new float[3];
        fixed (float* x = logits, p = logProbabilities)
        fixed (int* i = ids)
        {
            TopK.LogProbabilities(workers, x, 1, 5, 3, i, p);
        }

        Assert.Equal([1, 2, 4], ids);
    }

    private static void Check(WorkerPool workers, Random random, VectorTier tier, int columns, int k)
    {
        const int Rows = 3;
        var logits = new float[Rows * columns];
        foreach (ref float value in logits.AsSpan())
        {
            value = (random.NextSingle() * 40) - 20;
        }

        int[] ids = new int[Rows * k], expectedIds = new int[Rows * k];
        float[] actual = new float[Rows * k], expected = new float[Rows * k];
        fixed (float* x = logits, a = actual, e = expected)
        fixed (int* i = ids, j = expectedIds)
        {
            using (VectorJob.Force(tier))
            {
                TopK.LogProbabilities(workers, x, Rows, columns, k, i, a);
                float single;
                TopK.LogProbability(workers, x, columns, ids[k - 1], &single);
                Assert.Equal(actual[k - 1], single);
                Assert.Equal(ReferenceTopK.LogProbability(x, columns, ids[k - 1]), single, 2e-5f + (1e-6f * Math.Abs(single)));
            }

            ReferenceTopK.LogProbabilities(x, Rows, columns, k, j, e);
        }

        Assert.Equal(expectedIds, ids);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 2e-5f + (1e-6f * Math.Abs(expected[index])));
        }
    }
}
