using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// Copies a matrix transposed into rows any distance apart, in register blocks of 8 × 8 (AVX) or 4 × 4 (SSE, ARM): how factors are packed.
/// <see cref="AttentionTransposition"/> is the form with padded rows that attention uses.
/// </summary>
internal static unsafe class StridedTransposition
{
    /// <summary>target[column · targetStride + row] = source[row · sourceStride + column].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector>(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int block = TSimd.Width >= 8 && Avx.IsSupported ? 8 : TSimd.Width >= 4 && (Sse.IsSupported || AdvSimd.Arm64.IsSupported) ? 4 : 1;
        int fullRows = rows / block * block;
        int fullColumns = columns / block * block;
        for (int row = 0; row < fullRows; row += block)
        {
            float* from = source + (row * sourceStride);
            float* to = target + row;
            for (int column = 0; column < fullColumns; column += block)
            {
                if (block == 8)
                {
                    if ((column & 8) == 0)
                    {
                        Prefetch(from + column + (16 * sourceStride), sourceStride);
                    }

                    Block8(from + column, sourceStride, to + (column * targetStride), targetStride);
                }
                else if (block == 4)
                {
                    Block4(from + column, sourceStride, to + (column * targetStride), targetStride);
                }
                else
                {
                    to[column * targetStride] = from[column];
                }
            }
        }

        Plain(source + fullColumns, sourceStride, fullRows, columns - fullColumns, target + (fullColumns * targetStride), targetStride);
        Plain(source + (fullRows * sourceStride), sourceStride, rows - fullRows, columns, target + fullRows, targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(float* line, nint stride)
    {
        for (int row = 0; row < 8; row++)
        {
            Sse.Prefetch0(line);
            line += stride;
        }
    }

    private static void Plain(float* source, nint sourceStride, int rows, int columns, float* target, nint targetStride)
    {
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                target[(column * targetStride) + row] = source[(row * sourceStride) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(float* source, nint sourceStride, float* target, nint targetStride)
    {
        // Loading halves of rows r and r + 4 into one register leaves only in-lane shuffles, which have twice the throughput.
        Vector256<float> r0 = Halves(source, source + (4 * sourceStride));
        Vector256<float> r4 = Halves(source + 4, source + (4 * sourceStride) + 4);
        source += sourceStride;
        Vector256<float> r1 = Halves(source, source + (4 * sourceStride));
        Vector256<float> r5 = Halves(source + 4, source + (4 * sourceStride) + 4);
        source += sourceStride;
        Vector256<float> r2 = Halves(source, source + (4 * sourceStride));
        Vector256<float> r6 = Halves(source + 4, source + (4 * sourceStride) + 4);
        source += sourceStride;
        Vector256<float> r3 = Halves(source, source + (4 * sourceStride));
        Vector256<float> r7 = Halves(source + 4, source + (4 * sourceStride) + 4);
        Quarter8(r0, r1, r2, r3, target, targetStride);
        Quarter8(r4, r5, r6, r7, target + (4 * targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* lower, float* upper) => Vector256.Create(Vector128.Load(lower), Vector128.Load(upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter8(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* target, nint stride)
    {
        Vector256<float> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d);
        Vector256.Store(Avx.Shuffle(ab, cd, 0b01_00_01_00), target);
        Vector256.Store(Avx.Shuffle(ab, cd, 0b11_10_11_10), target + stride);
        ab = Avx.UnpackHigh(a, b);
        cd = Avx.UnpackHigh(c, d);
        Vector256.Store(Avx.Shuffle(ab, cd, 0b01_00_01_00), target + (2 * stride));
        Vector256.Store(Avx.Shuffle(ab, cd, 0b11_10_11_10), target + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> a = Vector128.Load(source);
        Vector128<float> b = Vector128.Load(source + sourceStride);
        Vector128<float> c = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> d = Vector128.Load(source + (3 * sourceStride));
        Vector128<float> ac = InterleaveLow(a, c), bd = InterleaveLow(b, d);
        Vector128.Store(InterleaveLow(ac, bd), target);
        Vector128.Store(InterleaveHigh(ac, bd), target + targetStride);
        ac = InterleaveHigh(a, c);
        bd = InterleaveHigh(b, d);
        Vector128.Store(InterleaveLow(ac, bd), target + (2 * targetStride));
        Vector128.Store(InterleaveHigh(ac, bd), target + (3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
