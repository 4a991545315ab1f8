namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// The fixed partition of rows (or elements) into parts. It depends on the shape alone, so that sums over blocks come out the same at any
/// number of threads.
/// </summary>
internal static class RowBlocks
{
    // Enough parts to share out evenly, few enough that summing the partial results costs nothing beside computing them.
    private const int MostBlocks = 32;
    private const int FewestRows = 32;

    // 64 KiB of floats a part: far more work than handing out a part costs.
    private const int Elements = 16384;

    /// <summary>In how many blocks partial sums over rows are taken.</summary>
    public static int Count(int rows) => Math.Clamp((rows + FewestRows - 1) / FewestRows, 1, MostBlocks);

    /// <summary>The first row of a block; that of block <paramref name="count"/> is the end.</summary>
    public static int First(int rows, int block, int count) => (int)((long)rows * block / count);

    /// <summary>How many rows make a part when the rows do not depend on each other.</summary>
    public static int RowsPerPart(int columns) => Math.Max(1, Elements / Math.Max(1, columns));

    /// <summary>How many parts of <paramref name="size"/> cover <paramref name="count"/>.</summary>
    public static int Parts(long count, int size = Elements) => checked((int)((count + size - 1) / size));

    /// <summary>The elements of one part of a flat array: (first, length).</summary>
    public static (long First, int Length) Range(long count, int part)
    {
        long first = (long)part * Elements;
        return (first, (int)Math.Min(Elements, count - first));
    }
}
