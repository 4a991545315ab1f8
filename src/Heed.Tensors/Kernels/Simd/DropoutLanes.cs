using System.Runtime.CompilerServices;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>A <see cref="DropoutMask"/> spread over vectors once, before a loop that asks for the factors of one vector after another.</summary>
internal readonly struct DropoutLanes<TSimd, TVector>(DropoutMask mask)
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private readonly TVector key = TSimd.CreateBits(mask.Key);
    private readonly TVector threshold = TSimd.CreateBits(mask.Threshold);
    private readonly TVector scale = TSimd.Create(mask.Scale);

    /// <summary>The factors of elements <paramref name="index"/>, index + 1, …: the scale where one is kept, 0 where it is dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Factors(uint index) => TSimd.DropoutFactors(key, index, threshold, scale);
}
