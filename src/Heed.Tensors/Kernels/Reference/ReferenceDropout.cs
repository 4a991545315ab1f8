using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Reference;

/// <summary>The dropout factor of one element, as the vector tiers compute it.</summary>
internal static class ReferenceDropout
{
    public static float Factor(DropoutMask dropout, long index) =>
        DropoutHash.Hash(dropout.Key, (uint)index) >= dropout.Threshold ? dropout.Scale : 0;
}
