using System.Diagnostics;
using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>Runs the micro-kernel over a block of C: rows in tiles, columns in panels, odd edges included.</summary>
internal static unsafe class TileLoop
{
    /// <summary>Rows of a full tile: what the tier's registers hold.</summary>
    public static int MaxRows<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.Width >= 16 ? 12 : 6;

    /// <summary>
    /// C = [C +] A · B for <paramref name="rows"/> × <paramref name="columns"/> elements. <paramref name="panels"/> points at the first
    /// panel's first row of this k block, and <paramref name="panelStride"/> floats later lies the next panel's.
    /// </summary>
    public static void Run<TSimd, TVector>(
        float* a, nint aStride, float* panels, nint panelStride, nint depth, float* c, nint cStride, int rows, int columns, bool accumulate, Ahead first, Ahead second)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = MicroKernel.Vectors * TSimd.Width;
        int full = columns / width;
        int half = (full + 1) / 2;
        for (int panel = 0; panel < full; panel++)
        {
            Ahead ahead = panel < half ? first.Piece(panel, half) : second.Piece(panel - half, full - half);
            Column<TSimd, TVector>(a, aStride, panels, depth, c, cStride, rows, accumulate, ahead);
            panels += panelStride;
            c += width;
        }

        columns -= full * width;
        if (columns > 0)
        {
            PartialColumn<TSimd, TVector>(a, aStride, panels, depth, c, cStride, rows, columns, accumulate);
        }
    }

    private static void Column<TSimd, TVector>(float* a, nint aStride, float* panel, nint depth, float* c, nint cStride, int rows, bool accumulate, Ahead ahead)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // The last two tiles share what is left evenly: a tile of one or two rows would wait for its few chains of additions.
        int most = MaxRows<TSimd, TVector>();
        int tiles = rows % most == 0 ? rows / most : Math.Max(0, (rows / most) - 1);
        if (tiles > 0)
        {
            Tiles<TSimd, TVector>(most, a, aStride, panel, depth, c, cStride, tiles, accumulate, ahead);
        }

        int done = tiles * most;
        while (done < rows)
        {
            int left = rows - done;
            int next = left <= most ? left : (left + 1) / 2;
            Tiles<TSimd, TVector>(next, a + (done * aStride), aStride, panel, depth, c + (done * cStride), cStride, 1, accumulate, default);
            done += next;
        }
    }

    /// <summary>The last columns, fewer than a panel: through a full tile on the stack.</summary>
    [SkipLocalsInit]
    private static void PartialColumn<TSimd, TVector>(
        float* a, nint aStride, float* panel, nint depth, float* c, nint cStride, int rows, int columns, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = MicroKernel.Vectors * TSimd.Width;
        int most = MaxRows<TSimd, TVector>();
        float* tile = stackalloc float[12 * 32];
        for (int row = 0; row < rows; row += most)
        {
            int count = Math.Min(most, rows - row);
            float* target = c + (row * cStride);
            for (int i = 0; accumulate && i < count; i++)
            {
                Unsafe.CopyBlockUnaligned(tile + (i * width), target + (i * cStride), (uint)columns * sizeof(float));
            }

            Tiles<TSimd, TVector>(count, a + (row * aStride), aStride, panel, depth, tile, width, 1, accumulate, default);
            for (int i = 0; i < count; i++)
            {
                Unsafe.CopyBlockUnaligned(target + (i * cStride), tile + (i * width), (uint)columns * sizeof(float));
            }
        }
    }

    private static void Tiles<TSimd, TVector>(
        int rows, float* a, nint aStride, float* b, nint depth, float* c, nint cStride, int tiles, bool accumulate, Ahead ahead)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        switch (rows)
        {
            case 1: MicroKernel.Run<TSimd, TVector, Rows1>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 2: MicroKernel.Run<TSimd, TVector, Rows2>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 3: MicroKernel.Run<TSimd, TVector, Rows3>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 4: MicroKernel.Run<TSimd, TVector, Rows4>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 5: MicroKernel.Run<TSimd, TVector, Rows5>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 6: MicroKernel.Run<TSimd, TVector, Rows6>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 7: MicroKernel.Run<TSimd, TVector, Rows7>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 8: MicroKernel.Run<TSimd, TVector, Rows8>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 9: MicroKernel.Run<TSimd, TVector, Rows9>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 10: MicroKernel.Run<TSimd, TVector, Rows10>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 11: MicroKernel.Run<TSimd, TVector, Rows11>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            case 12: MicroKernel.Run<TSimd, TVector, Rows12>(a, aStride, b, depth, c, cStride, tiles, accumulate, ahead); break;
            default: throw new UnreachableException();
        }
    }
}
