using System.Runtime.CompilerServices;

namespace Heed.Tensors.Kernels.Simd;

/// <summary>One lane: plain scalar arithmetic, for machines without vectors, and for checking the others.</summary>
internal unsafe struct Simd1 : ISimd<float>
{
    public static int Width => 1;

    public static float Zero => 0;

    public static float Create(float value) => value;

    public static float Load(float* source) => *source;

    public static float LoadPartial(float* source, int count) => count > 0 ? *source : 0;

    public static void Store(float value, float* target) => *target = value;

    public static void StorePartial(float value, float* target, int count)
    {
        if (count > 0)
        {
            *target = value;
        }
    }

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float Max(float left, float right) => left > right ? left : right;

    public static float Min(float left, float right) => left < right ? left : right;

    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static float Abs(float value) => MathF.Abs(value);

    public static float Round(float value) => MathF.Round(value);

    public static float ScaleByPowerOfTwo(float value, float exponent) => value * BitConverter.Int32BitsToSingle(((int)exponent + 127) << 23);

    public static float Exponent(float value) => (BitConverter.SingleToInt32Bits(value) >> 23) - 127;

    public static float Mantissa(float value) => BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(value) & 0x007FFFFF) | 0x3F800000);

    public static float SelectGreater(float left, float right, float whenTrue, float whenFalse) => left > right ? whenTrue : whenFalse;

    public static float Sum(float value) => value;

    public static float MaxAcross(float value) => value;

    public static float CreateBits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    public static float DropoutFactors(float key, uint index, float threshold, float scale) =>
        DropoutHash.Hash(BitConverter.SingleToUInt32Bits(key), index) >= BitConverter.SingleToUInt32Bits(threshold) ? scale : 0;
}
