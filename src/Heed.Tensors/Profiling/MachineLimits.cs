using System.Diagnostics;
using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;
using Heed.Tensors.Memory;

namespace Heed.Tensors;

/// <summary>
/// What the machine's threads can do together in float32: fused multiply-adds on registers without touching memory (two operations each),
/// and bytes read from memory, far more than the caches hold.
/// </summary>
public sealed record MachineLimits(double FlopsPerSecond, double BytesPerSecond)
{
    private const int Steps = 40_000;
    private const int Chains = 12;
    private const long StreamBytes = 256 << 20;

    /// <summary>Measures both; the best of several short runs, since other programs can only take away. About half a second.</summary>
    public static MachineLimits Measure(WorkerPool workers) => new(MeasureFlops(workers, Wall), MeasureBytes(workers));

    /// <summary>The multiply-add rate alone, by a clock of the caller's: on a busy machine one thread is best timed by its processor time.</summary>
    public static double MeasureFlops(WorkerPool workers, Func<TimeSpan> clock)
    {
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentNullException.ThrowIfNull(clock);
        int lanes = Tier.Is512 ? Simd512.Width : Tier.Is256 ? Simd256.Width : Tier.Is128 ? Simd128.Width : 1;
        double seconds = Best(40, clock, () => VectorJob.Run(workers, default(MultiplyAddJob), workers.Workers));
        return 2.0 * Steps * Chains * lanes * workers.Workers / seconds;
    }

    private static unsafe double MeasureBytes(WorkerPool workers)
    {
        using var memory = new AlignedBuffer(StreamBytes);
        new Span<byte>(memory.Floats, (int)StreamBytes).Fill(1);
        var job = new SumJob(memory.Floats, StreamBytes / sizeof(float) / SumJob.Parts);
        return StreamBytes / Best(5, Wall, () => VectorJob.Run(workers, job, SumJob.Parts));
    }

    private static TimeSpan Wall() => Stopwatch.GetElapsedTime(0);

    private static double Best(int runs, Func<TimeSpan> clock, Action run)
    {
        double best = double.MaxValue;
        for (int index = 0; index < runs; index++)
        {
            TimeSpan start = clock();
            run();
            best = Math.Min(best, (clock() - start).TotalSeconds);
        }

        return best;
    }

    // One part a worker: enough independent chains to hide the latency of a multiply-add.
    private readonly struct MultiplyAddJob : IVectorJob
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

    private readonly unsafe struct SumJob(float* values, long count) : IVectorJob
    {
        public const int Parts = 64;

        private readonly float* values = values;
        private readonly long count = count;

        public void Execute<TSimd, TVector>(int part, int worker)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            if (TSimd.Sum(Loop<TSimd, TVector>(values + (part * count), count)) == 0)
            {
                throw new InvalidOperationException("The sum of what lies in memory cannot be 0.");
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static TVector Loop<TSimd, TVector>(float* values, long count)
            where TSimd : struct, ISimd<TVector>
            where TVector : unmanaged
        {
            TVector a = TSimd.Create(0), b = a, c = a, d = a;
            for (long index = 0; index < count; index += 4 * TSimd.Width)
            {
                a = TSimd.Add(a, TSimd.Load(values + index));
                b = TSimd.Add(b, TSimd.Load(values + index + TSimd.Width));
                c = TSimd.Add(c, TSimd.Load(values + index + (2 * TSimd.Width)));
                d = TSimd.Add(d, TSimd.Load(values + index + (3 * TSimd.Width)));
            }

            return TSimd.Add(TSimd.Add(a, b), TSimd.Add(c, d));
        }
    }
}
