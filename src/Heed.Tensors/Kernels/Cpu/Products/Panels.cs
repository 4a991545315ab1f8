using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// The packed form of the right factor: panels of <c>2 · TSimd.Width</c> columns; in a panel the rows lie one after another, so that the
/// innermost loop reads straight on. The last panel is filled up with zeros.
/// </summary>
internal static unsafe class Panels
{
    /// <summary>A multiple of every tier's panel width: partitions in such steps never cut a panel.</summary>
    public const int Granule = 32;

    /// <summary>Floats that <paramref name="columns"/> columns of <paramref name="depth"/> elements take at any tier.</summary>
    public static long Length(int depth, int columns) => (long)depth * ((columns + Granule - 1) / Granule * Granule);

    /// <summary>Packs the block (<paramref name="depth"/>, <paramref name="columns"/>) of B that begins at (row, column).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<TSimd, TVector>(MatrixOperand b, int row, int column, int depth, int columns, float* target)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = MicroKernel.Vectors * TSimd.Width;
        for (int first = 0; first < columns; first += width)
        {
            int count = Math.Min(width, columns - first);
            float* source = b.At(row, column + first);
            if (count < width)
            {
                new Span<float>(target, depth * width).Clear();
            }

            if (b.Transposed)
            {
                Transposition.Run<TSimd, TVector>(source, b.Stride, count, depth, target, width);
            }
            else if (count == width)
            {
                Copy<TSimd, TVector>(source, b.Stride, depth, target);
            }
            else
            {
                for (int k = 0; k < depth; k++)
                {
                    Unsafe.CopyBlockUnaligned(target + (k * width), source + (k * (nint)b.Stride), (uint)count * sizeof(float));
                }
            }

            target += (nint)depth * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TSimd, TVector>(float* source, nint stride, int depth, float* target)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = TSimd.Width;
        for (int k = 0; k < depth; k++)
        {
            TVector left = TSimd.Load(source), right = TSimd.Load(source + width);
            TSimd.Store(left, target);
            TSimd.Store(right, target + width);
            source += stride;
            target += 2 * width;
        }
    }
}
