using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Bench;

/// <summary>The machine's float32 limit: a thread runs fused multiply-adds on registers and touches no memory; times the threads.</summary>
internal static class PeakRate
{
    private const int Steps = 40_000;
    private const int Chains = 12;

    /// <summary>GFLOP/s, the best of several short runs.</summary>
    public static double Measure(WorkerPool workers)
    {
        int lanes = Tier.Is512 ? Simd512.Width : Tier.Is256 ? Simd256.Width : Tier.Is128 ? Simd128.Width : 1;
        double best = double.MaxValue;
        for (int run = 0; run < 40; run++)
        {
            TimeSpan start = Clock.Now(workers);
            VectorJob.Run(workers, default(Job), 1);
            best = Math.Min(best, (Clock.Now(workers) - start).TotalSeconds);
        }

        return 2e-9 * Steps * Chains * lanes * workers.Workers / best;
    }

    private readonly struct Job : IVectorJob
    {
        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            if (TSimd.Sum(Loop<TSimd, TVector>(TSimd.Create(1e-9f), TSimd.Create(0.5f))) == 0)
            {
                throw new InvalidOperationException("The sum of the chains cannot be 0.");
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static TVector Loop<TSimd, TVector>(TVector x, TVector y)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
            for (int step = 0; step < Steps; step++)
            {
                a = TSimd.MultiplyAdd(a, y, x);
                b = TSimd.MultiplyAdd(b, y, x);
                c = TSimd.MultiplyAdd(c, y, x);
                d = TSimd.MultiplyAdd(d, y, x);
                e = TSimd.MultiplyAdd(e, y, x);
                f = TSimd.MultiplyAdd(f, y, x);
                g = TSimd.MultiplyAdd(g, y, x);
                h = TSimd.MultiplyAdd(h, y, x);
                i = TSimd.MultiplyAdd(i, y, x);
                j = TSimd.MultiplyAdd(j, y, x);
                k = TSimd.MultiplyAdd(k, y, x);
                l = TSimd.MultiplyAdd(l, y, x);
            }

            TVector first = TSimd.Add(TSimd.Add(TSimd.Add(a, b), TSimd.Add(c, d)), TSimd.Add(e, f));
            return TSimd.Add(first, TSimd.Add(TSimd.Add(TSimd.Add(g, h), TSimd.Add(i, j)), TSimd.Add(k, l)));
        }
    }
}
