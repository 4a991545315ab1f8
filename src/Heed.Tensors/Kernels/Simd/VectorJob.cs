using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Heed.Tensors.Memory;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>A piece of parallel work written once for all vector widths; see <see cref="IJob"/> for the rules of its parts.</summary>
internal interface IVectorJob
{
    /// <summary>Runs one part at one tier.</summary>
    void Execute<TSimd, TVector>(int part, int worker)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged;
}

/// <summary>Runs an <see cref="IVectorJob"/> at the tier of this machine.</summary>
internal static class VectorJob
{
    [ThreadStatic]
    private static VectorTier? forced;

    /// <summary>Runs parts 0 … <paramref name="parts"/> − 1 and returns when all are done.</summary>
    public static void Run<TJob>(WorkerPool workers, in TJob job, int parts)
        where TJob : struct, IVectorJob => workers.Run(new AtTier<TJob>(job, forced ?? Tier.Current), parts);

    /// <summary>Until disposed, the kernels that this thread starts run at <paramref name="tier"/>: how tests reach every tier on one machine.</summary>
    public static ForcedTier Force(VectorTier tier)
    {
        forced = tier;
        return default;
    }

    internal readonly struct ForcedTier : IDisposable
    {
        public void Dispose() => forced = null;
    }

    private struct AtTier<TJob>(TJob job, VectorTier tier) : IJob
        where TJob : struct, IVectorJob
    {
        private readonly TJob job = job;

        public void Execute(int part, int worker)
        {
            // Each arm is its own method, so that only the tier in use is ever compiled.
            switch (tier)
            {
                case VectorTier.Vector512:
                    At512(part, worker);
                    break;
                case VectorTier.Vector256:
                    At256(part, worker);
                    break;
                case VectorTier.Vector128:
                    At128(part, worker);
                    break;
                default:
                    job.Execute<Simd1, float>(part, worker);
                    break;
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void At512(int part, int worker) => job.Execute<Simd512, Vector512<float>>(part, worker);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void At256(int part, int worker) => job.Execute<Simd256, Vector256<float>>(part, worker);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void At128(int part, int worker) => job.Execute<Simd128, Vector128<float>>(part, worker);
    }
}
