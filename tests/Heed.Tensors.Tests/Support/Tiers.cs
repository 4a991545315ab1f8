using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Tests.Support;

/// <summary>Every tier, whatever this machine has: what it lacks runs emulated, which is slow and gives the same numbers.</summary>
internal static class Tiers
{
    public static readonly VectorTier[] All = [VectorTier.Scalar, VectorTier.Vector128, VectorTier.Vector256, VectorTier.Vector512];

    /// <summary>Runs the test body once a tier, for every length of <see cref="KernelLengths"/>.</summary>
    public static void ForEach(Action<int> body)
    {
        foreach (VectorTier tier in All)
        {
            using VectorJob.ForcedTier scope = VectorJob.Force(tier);
            foreach (int length in KernelLengths.All)
            {
                try
                {
                    body(length);
                }
                catch (Exception caught)
                {
                    Assert.Fail($"At tier {tier}, length {length}: {caught.Message}");
                }
            }
        }
    }
}
