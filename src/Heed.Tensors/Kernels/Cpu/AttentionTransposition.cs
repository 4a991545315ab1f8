using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Heed.Tensors.Kernels.Cpu.Products;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>Copies a tile of keys or values transposed. A copy is a copy: all tiers agree.</summary>
internal static unsafe class AttentionTransposition
{
    /// <summary>
    /// target (columns, <paramref name="paddedRows"/>) = the transpose of source (rows, columns), its rows filled up with zeros to
    /// <paramref name="paddedRows"/>, a multiple of the vector width.
    /// </summary>
    public static void Copy<TSimd, TVector>(float* source, nint stride, int rows, int columns, float* target, int paddedRows)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        if (!Avx.IsSupported || TSimd.Width < 8)
        {
            StridedTransposition.Run<TSimd, TVector>(source, stride, rows, columns, target, paddedRows);
            Clear(target, rows, columns, paddedRows);
            return;
        }

        // Sentences are short: the last block of rows matters as much as the full ones, so it has no loop of its own.
        int blockColumns = columns / 8 * 8;
        for (int row = 0; row < paddedRows; row += 8)
        {
            int count = Math.Clamp(rows - row, 0, 8);
            for (int column = 0; column < blockColumns; column += 8)
            {
                Block(source + (row * stride) + column, stride, count, target + ((nint)column * paddedRows) + row, paddedRows);
            }
        }

        for (int column = blockColumns; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                target[((nint)column * paddedRows) + row] = source[(row * stride) + column];
            }
        }

        Clear(target + ((nint)blockColumns * paddedRows), rows, columns - blockColumns, paddedRows);
    }

    private static void Clear(float* target, int rows, int columns, int paddedRows)
    {
        for (int column = 0; column < columns; column++)
        {
            new Span<float>(target + ((nint)column * paddedRows) + rows, paddedRows - rows).Clear();
        }
    }

    // Eight rows (count of them there, zeros for the rest): interleave pairs, then quads, then halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* source, nint stride, int count, float* target, nint targetStride)
    {
        Vector256<float> zero = Vector256<float>.Zero;
        Vector256<float> r0, r1, r2, r3, r4, r5, r6, r7;
        if (count == 8)
        {
            r0 = Vector256.Load(source);
            r1 = Vector256.Load(source + stride);
            r2 = Vector256.Load(source + (2 * stride));
            r3 = Vector256.Load(source + (3 * stride));
            r4 = Vector256.Load(source + (4 * stride));
            r5 = Vector256.Load(source + (5 * stride));
            r6 = Vector256.Load(source + (6 * stride));
            r7 = Vector256.Load(source + (7 * stride));
        }
        else
        {
            r0 = count > 0 ? Vector256.Load(source) : zero;
            r1 = count > 1 ? Vector256.Load(source + stride) : zero;
            r2 = count > 2 ? Vector256.Load(source + (2 * stride)) : zero;
            r3 = count > 3 ? Vector256.Load(source + (3 * stride)) : zero;
            r4 = count > 4 ? Vector256.Load(source + (4 * stride)) : zero;
            r5 = count > 5 ? Vector256.Load(source + (5 * stride)) : zero;
            r6 = count > 6 ? Vector256.Load(source + (6 * stride)) : zero;
            r7 = zero;
        }

        Vector256<float> p0 = Avx.UnpackLow(r0, r1), p1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> p2 = Avx.UnpackLow(r2, r3), p3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> p4 = Avx.UnpackLow(r4, r5), p5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> p6 = Avx.UnpackLow(r6, r7), p7 = Avx.UnpackHigh(r6, r7);
        Vector256<float> q0 = Avx.Shuffle(p0, p2, 0x44), q1 = Avx.Shuffle(p0, p2, 0xEE);
        Vector256<float> q2 = Avx.Shuffle(p1, p3, 0x44), q3 = Avx.Shuffle(p1, p3, 0xEE);
        Vector256<float> q4 = Avx.Shuffle(p4, p6, 0x44), q5 = Avx.Shuffle(p4, p6, 0xEE);
        Vector256<float> q6 = Avx.Shuffle(p5, p7, 0x44), q7 = Avx.Shuffle(p5, p7, 0xEE);
        Vector256.Store(Avx.Permute2x128(q0, q4, 0x20), target);
        Vector256.Store(Avx.Permute2x128(q1, q5, 0x20), target + targetStride);
        Vector256.Store(Avx.Permute2x128(q2, q6, 0x20), target + (2 * targetStride));
        Vector256.Store(Avx.Permute2x128(q3, q7, 0x20), target + (3 * targetStride));
        Vector256.Store(Avx.Permute2x128(q0, q4, 0x31), target + (4 * targetStride));
        Vector256.Store(Avx.Permute2x128(q1, q5, 0x31), target + (5 * targetStride));
        Vector256.Store(Avx.Permute2x128(q2, q6, 0x31), target + (6 * targetStride));
        Vector256.Store(Avx.Permute2x128(q3, q7, 0x31), target + (7 * targetStride));
    }
}
