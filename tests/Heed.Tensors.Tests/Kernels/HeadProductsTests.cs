using Heed.Tensors.Kernels.Cpu;
using Heed.Tensors.Kernels.Reference;
using Heed.Tensors.Memory;
using Heed.Tensors.Tests.Support;

namespace Heed.Tensors.Tests.Kernels;

[Trait("Category", "Kernel")]
public sealed unsafe class HeadProductsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void They_agree_with_the_reference(bool accumulate)
    {
        using var workers = new WorkerPool(1);
        Tiers.ForEach(length =>
        {
            var products = new HeadProducts { Heads = 3, HeadWidth = 5, Rows = 4, Tables = length, Stride = 17 };
            using GuardedBuffer x = GuardedBuffer.Random(4 * 17, seed: 1);
            using GuardedBuffer w = GuardedBuffer.Random(length * 15, seed: 2);
            using GuardedBuffer y = GuardedBuffer.Random(4 * 3 * length, seed: 3);
            (float[] wanted, float[] wantedX, float[] wantedW) = (y.Values.ToArray(), x.Values.ToArray(), w.Values.ToArray());
            ReferenceHeadProducts.ForEach(products, (atX, atW, atY) =>
            {
                // Without accumulation the first product of an element replaces it: take away what was there.
                wanted[atY] += x.Values[atX] * w.Values[atW];
                wantedX[atX] += y.Values[atY] * w.Values[atW];
                wantedW[atW] += y.Values[atY] * x.Values[atX];
            });
            using GuardedBuffer targetX = GuardedBuffer.Random(4 * 17, seed: 1);
            using GuardedBuffer targetW = GuardedBuffer.Random(length * 15, seed: 2);
            products.MultiplyBack(workers, y.Data, w.Data, targetX.Data, accumulate);
            products.MultiplyOuter(workers, y.Data, x.Data, targetW.Data, accumulate);
            Check(wantedX, targetX, x.Values.ToArray(), accumulate, index => index % 17 < 15);
            Check(wantedW, targetW, w.Values.ToArray(), accumulate, _ => true);
            float[] old = y.Values.ToArray();
            products.Multiply(workers, x.Data, w.Data, y.Data, accumulate);
            Check(wanted, y, old, accumulate, _ => true);
        });
    }

    private static void Check(float[] sums, GuardedBuffer actual, float[] old, bool accumulate, Func<int, bool> isWritten)
    {
        float[] expected = [.. sums.Select((sum, index) => accumulate || !isWritten(index) ? sum : sum - old[index])];
        Close.Check(expected, actual.Values, 1e-4f, 1e-4f);
        actual.Check();
    }
}
