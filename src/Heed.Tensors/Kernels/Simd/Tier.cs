using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>The vector width that the kernels run at. This is the one place that decides it.</summary>
internal enum VectorTier
{
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}

/// <summary>
/// Chooses the tier from what the processor has. A kernel asks <c>if (Tier.Is512) … else if (Tier.Is256) …</c> at its entry; the JIT
/// folds the questions to constants. <c>DOTNET_EnableAVX512=0</c> and <c>DOTNET_EnableAVX2=0</c> step down a tier.
/// </summary>
internal static class Tier
{
    public static bool Is512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    public static bool Is256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && Fma.IsSupported;
    }

    public static bool Is128
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.IsHardwareAccelerated && (AdvSimd.IsSupported || Sse2.IsSupported);
    }

    public static VectorTier Current => Is512 ? VectorTier.Vector512 : Is256 ? VectorTier.Vector256 : Is128 ? VectorTier.Vector128 : VectorTier.Scalar;
}
