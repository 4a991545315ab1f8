using System.Runtime.CompilerServices;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>
/// Loads and stores for loops whose last turn has fewer elements than a vector: <c>count</c> is what is left, and only that many are
/// touched. The branch is the same in every turn but the last, so it costs next to nothing, and the loop is written once.
/// </summary>
internal static unsafe class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TSimd, TVector>(float* source, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => count >= TSimd.Width ? TSimd.Load(source) : TSimd.LoadPartial(source, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TSimd, TVector>(TVector value, float* target, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        if (count >= TSimd.Width)
        {
            TSimd.Store(value, target);
        }
        else
        {
            TSimd.StorePartial(value, target, count);
        }
    }

    /// <summary>target = value, or target += value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TSimd, TVector>(TVector value, float* target, int count, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged =>
        Store<TSimd, TVector>(accumulate ? TSimd.Add(value, Load<TSimd, TVector>(target, count)) : value, target, count);
}
