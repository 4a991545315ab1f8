using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels;

/// <summary>
/// One use of dropout: element i is dropped when <c>Hash(Key, i) &lt; Threshold</c>, otherwise multiplied by <see cref="Scale"/> = 1 / (1 − p).
/// The mask itself is never stored: forward and backward both compute it from this. <see cref="Off"/> keeps everything.
/// </summary>
/// <param name="Key">Which mask; a new one for each use and step, see <see cref="DropoutHash.Key"/>.</param>
/// <param name="Threshold">p · 2^32.</param>
/// <param name="Scale">1 / (1 − p).</param>
internal readonly record struct DropoutMask(uint Key, uint Threshold, float Scale)
{
    /// <summary>No dropout: every factor is exactly 1.</summary>
    public static DropoutMask Off => new(0, 0, 1);

    /// <summary>Whether every element is kept, so that a kernel can leave the mask out.</summary>
    public bool IsOff => Threshold == 0;

    /// <summary>Drops each element with <paramref name="probability"/> in [0, 1).</summary>
    public static DropoutMask Create(float probability, uint key)
    {
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A dropout probability lies in [0, 1).");
        }

        return probability == 0 ? Off : new(key, DropoutHash.Threshold(probability), 1 / (1 - probability));
    }

    /// <summary>The factor of one element, as the vector tiers compute it: for reference kernels.</summary>
    public float Factor(long index) => DropoutHash.Hash(Key, (uint)index) >= Threshold ? Scale : 0;
}
