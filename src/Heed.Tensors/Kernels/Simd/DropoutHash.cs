using System.Numerics;
using System.Runtime.CompilerServices;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>
/// The counter-based generator behind dropout: element <c>index</c> of a tensor gets a 32-bit hash of (key, index), so a mask is never
/// stored: the backward pass computes it again. Two multiply-xorshift rounds in the manner of Murmur3's finaliser, which vectorise as they stand.
/// </summary>
internal static class DropoutHash
{
    public const uint Stride = 0x9E3779B9;
    public const uint First = 0x85EBCA6B;
    public const uint Second = 0xC2B2AE35;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(uint key, uint index)
    {
        uint x = (index * Stride) ^ key;
        x ^= x >> 16;
        x *= First;
        x ^= x >> 13;
        x *= Second;
        return x ^ (x >> 16);
    }

    /// <summary>The threshold below which a hash drops its element: probability · 2^32.</summary>
    public static uint Threshold(float probability) => (uint)Math.Min(uint.MaxValue, probability * 4294967296.0);

    /// <summary>A key for one use of dropout: (seed, step, ordinal) mixed to 32 bits.</summary>
    public static uint Key(ulong seed, long step, int ordinal)
    {
        ulong x = seed + ((ulong)step * 0x9E3779B97F4A7C15UL) + ((ulong)(uint)ordinal * 0xD1B54A32D192ED03UL);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (uint)BitOperations.RotateLeft(x, 32) ^ (uint)x;
    }
}
