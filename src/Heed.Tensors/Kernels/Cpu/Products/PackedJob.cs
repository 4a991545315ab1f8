using Heed.Tensors.Kernels.Simd;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>How a product with a packed right factor is cut into parts, by shape alone.</summary>
internal readonly record struct PackedPlan(int M, int N, int K, int RowsPerPart, int ColumnsPerPart)
{
    /// <summary>Rows that share a pass over a panel: A's block of RowBlock × KBlock floats stays in the L2 cache.</summary>
    public const int RowBlock = 96;

    /// <summary>Most of k that one pass covers: a panel of 16 × 256 floats is half of a 32 KiB L1 cache.</summary>
    public const int DepthBlock = 256;

    /// <summary>A right factor up to this size stays in the L2 cache from one part to the next.</summary>
    public const int CachedFloats = 64 * 1024;

    // Multiply-adds of a part: from a few microseconds, so that waking threads pays, to half a millisecond, so that they finish together.
    private const long SmallestPart = 1 << 18;
    private const long LargestPart = 1 << 24;
    private const int PartsWanted = 16;

    public int ColumnParts => (N + ColumnsPerPart - 1) / ColumnsPerPart;

    public int Parts => ColumnParts * ((M + RowsPerPart - 1) / RowsPerPart);

    public static PackedPlan For(int m, int n, int k)
    {
        // Below about four rows it is reading B that takes the time.
        long total = (long)Math.Max(m, 4) * n * Math.Max(k, 1);
        long wanted = Math.Clamp(total / PartsWanted, SmallestPart, LargestPart);
        int rows = Math.Min(m, RowBlock);
        long columns = Math.Max(Panels.Granule, wanted / ((long)Math.Max(rows, 4) * Math.Max(k, 1)));
        long columnParts = (n + columns - 1) / columns;
        long each = (n + columnParts - 1) / columnParts;
        return new PackedPlan(m, n, k, rows, (int)((each + Panels.Granule - 1) / Panels.Granule * Panels.Granule));
    }
}

/// <summary>The parts of C = [C +] A · B with B packed: blocks of rows times blocks of columns.</summary>
internal readonly unsafe struct PackedJob<TEpilogue>(
    MatrixOperand a, float* panels, float* c, int cStride, PackedPlan plan, bool accumulate, TEpilogue epilogue) : IVectorJob
    where TEpilogue : struct, ITileEpilogue
{
    public void Execute<TSimd, TVector>(int part, int worker)
        where TSimd : struct, ISimd<TVector>
        where TVector : unmanaged
    {
        int row = part / plan.ColumnParts * plan.RowsPerPart;
        int column = part % plan.ColumnParts * plan.ColumnsPerPart;
        int rows = Math.Min(plan.RowsPerPart, plan.M - row);
        int columns = Math.Min(plan.ColumnsPerPart, plan.N - column);
        int panelWidth = MicroKernel.Vectors * TSimd.Width;
        float* target = c + ((long)row * cStride) + column;
        int depthBlocks = Math.Max(1, (plan.K + PackedPlan.DepthBlock - 1) / PackedPlan.DepthBlock);
        int depthEach = (plan.K + depthBlocks - 1) / depthBlocks;
        bool fetches = (long)plan.N * plan.K > PackedPlan.CachedFloats;
        int k = 0;
        do
        {
            int depth = Math.Min(depthEach, plan.K - k);
            TileLoop.Run<TSimd, TVector>(new TileBlock
            {
                A = a.At(row, k),
                AStride = a.Stride,
                Panels = panels + ((long)column * plan.K) + ((long)k * panelWidth),
                PanelStride = (nint)plan.K * panelWidth,
                Depth = depth,
                C = target,
                CStride = cStride,
                Rows = rows,
                Columns = columns,
                Accumulate = accumulate || k > 0,
                FetchesPanels = fetches,
            });
            k += depth;
        }
        while (k < plan.K);

        epilogue.Apply<TSimd, TVector>(target, cStride, row, column, rows, columns);
    }
}
