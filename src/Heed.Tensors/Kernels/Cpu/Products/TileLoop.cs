using System.Diagnostics;
using System.Runtime.CompilerServices;
using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>One pass over a block of C: C = [C +] A · B for some rows, some columns and a stretch of k.</summary>
internal readonly unsafe struct TileBlock
{
    /// <summary>A (rows, depth), row-major.</summary>
    public required float* A { get; init; }

    public required nint AStride { get; init; }

    /// <summary>The first panel's first row of this stretch of k.</summary>
    public required float* Panels { get; init; }

    /// <summary>Floats from one panel to the next.</summary>
    public required nint PanelStride { get; init; }

    public required int Depth { get; init; }

    public required float* C { get; init; }

    public required nint CStride { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Whether to add to what is in C.</summary>
    public required bool Accumulate { get; init; }

    /// <summary>Whether the panels come from beyond the L2 cache, so that each is worth asking for while the one before is in use.</summary>
    public bool FetchesPanels { get; init; }

    /// <summary>What to ask for during the first half of the panels.</summary>
    public Ahead FirstAhead { get; init; }

    /// <summary>And during the second.</summary>
    public Ahead SecondAhead { get; init; }
}

/// <summary>Runs the micro-kernel over a block of C: rows in tiles, columns in panels, odd edges included.</summary>
internal static unsafe class TileLoop
{
    private const int MostRows = 12;

    public static void Run<TSimd, TVector>(in TileBlock block)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = MicroKernel.Vectors * TSimd.Width;
        int full = block.Columns / width;
        int half = (full + 1) / 2;
        int panel = 0;
        if (block.Rows == 1)
        {
            for (; panel <= full - RowKernel.Panels; panel += RowKernel.Panels)
            {
                float* first = block.Panels + (panel * block.PanelStride);
                RowKernel.Run<TSimd, TVector>(block.A, first, block.PanelStride, block.Depth, block.C + (panel * width), block.Accumulate);
            }
        }

        for (; panel < full; panel++)
        {
            float* first = block.Panels + (panel * block.PanelStride);
            Ahead ahead = panel < half ? block.FirstAhead.Piece(panel, half) : block.SecondAhead.Piece(panel - half, full - half);
            if (block.FetchesPanels && panel + 1 < full)
            {
                ahead = Ahead.Linear(first + block.PanelStride, (nint)block.Depth * width);
            }

            Column<TSimd, TVector>(block, first, block.C + (panel * width), ahead);
        }

        if (block.Columns > full * width)
        {
            PartialColumn<TSimd, TVector>(block, block.Panels + (full * block.PanelStride), full * width);
        }
    }

    // Rows of a full tile: what the tier's registers hold.
    private static int TileRows<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged => TSimd.Width >= 16 ? MostRows : 6;

    private static void Column<TSimd, TVector>(in TileBlock block, float* panel, float* c, Ahead ahead)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        // The last two tiles share what is left evenly: a tile of one or two rows would wait for its few chains of additions.
        int most = TileRows<TSimd, TVector>();
        int rows = block.Rows;
        int tiles = rows % most == 0 ? rows / most : Math.Max(0, (rows / most) - 1);
        int done = tiles * most;
        if (tiles > 0)
        {
            Tiles<TSimd, TVector>(most, block.A, block.AStride, panel, block.Depth, c, block.CStride, tiles, block.Accumulate, ahead);
        }

        while (done < rows)
        {
            int left = rows - done;
            int count = left <= most ? left : (left + 1) / 2;
            float* a = block.A + (done * block.AStride);
            Tiles<TSimd, TVector>(count, a, block.AStride, panel, block.Depth, c + (done * block.CStride), block.CStride, 1, block.Accumulate, default);
            done += count;
        }
    }

    /// <summary>The last columns, fewer than a panel: through a full tile on the stack.</summary>
    [SkipLocalsInit]
    private static void PartialColumn<TSimd, TVector>(in TileBlock block, float* panel, int column)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int width = MicroKernel.Vectors * TSimd.Width;
        int most = TileRows<TSimd, TVector>();
        uint bytes = (uint)(block.Columns - column) * sizeof(float);
        float* tile = stackalloc float[MostRows * Panels.Granule];
        for (int row = 0; row < block.Rows; row += most)
        {
            int count = Math.Min(most, block.Rows - row);
            float* target = block.C + (row * block.CStride) + column;
            for (int i = 0; block.Accumulate && i < count; i++)
            {
                Unsafe.CopyBlockUnaligned(tile + (i * width), target + (i * block.CStride), bytes);
            }

            Tiles<TSimd, TVector>(
                count, block.A + (row * block.AStride), block.AStride, panel, block.Depth, tile, width, 1, block.Accumulate, default);
            for (int i = 0; i < count; i++)
            {
                Unsafe.CopyBlockUnaligned(target + (i * block.CStride), tile + (i * width), bytes);
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
