using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
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
        int full = columns / width;
        if (b.Transposed)
        {
            for (int panel = 0; panel < full; panel++)
            {
                StridedTransposition.Run<TSimd, TVector>(b.At(row, column + (panel * width)), b.Stride, width, depth, target + ((nint)panel * depth * width), width);
            }
        }
        else
        {
            Copy<TSimd, TVector>(b.At(row, column), b.Stride, depth, full, target);
        }

        if (columns > full * width)
        {
            target += (nint)full * depth * width;
            new Span<float>(target, depth * width).Clear();
            MatrixOperand rest = new(b.At(row, column + (full * width)), b.Stride, b.Transposed);
            for (int k = 0; k < depth; k++)
            {
                for (int i = 0; i < columns - (full * width); i++)
                {
                    target[(k * width) + i] = *rest.At(k, i);
                }
            }
        }
    }

    // A few rows of all panels at a time: reads run along the rows, writes fill whole stretches of each panel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TSimd, TVector>(float* source, nint stride, int depth, int panels, float* target)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        const int Rows = 8;
        int width = TSimd.Width;
        for (int first = 0; first < depth; first += Rows)
        {
            int last = Math.Min(first + Rows, depth);
            for (int panel = 0; panel < panels; panel++)
            {
                float* from = source + (first * stride) + (panel * 2 * width);
                float* to = target + (((nint)panel * depth) + first) * 2 * width;
                for (int k = first; k < last; k++)
                {
                    if (Sse.IsSupported)
                    {
                        Sse.Prefetch0(from + (2 * Rows * stride));
                    }

                    TVector left = TSimd.Load(from), right = TSimd.Load(from + width);
                    TSimd.Store(left, to);
                    TSimd.Store(right, to + width);
                    from += stride;
                    to += 2 * width;
                }
            }
        }
    }
}
