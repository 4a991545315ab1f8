using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Heed.Tensors.Kernels.Cpu.Products;

/// <summary>
/// Memory that will be read soon: <paramref name="rows"/> rows of <paramref name="lines"/> cache lines, <paramref name="stride"/> floats
/// apart. The micro-kernel asks for some of it before each tile, so that it arrives in the L2 cache behind the arithmetic.
/// </summary>
internal readonly unsafe struct Ahead(float* data, nint stride, int rows, int lines)
{
    private const int FloatsPerLine = 16;

    public int Rows { get; } = rows;

    /// <summary>A block of a matrix, <paramref name="columns"/> floats wide.</summary>
    public static Ahead Block(float* data, nint stride, int rows, int columns) => new(data, stride, rows, (columns + FloatsPerLine - 1) / FloatsPerLine);

    /// <summary>Consecutive floats.</summary>
    public static Ahead Linear(float* data, nint floats) => new(data, FloatsPerLine, (int)(floats / FloatsPerLine), 1);

    /// <summary>Piece <paramref name="index"/> of <paramref name="count"/> equal ones.</summary>
    public Ahead Piece(int index, int count)
    {
        int each = (Rows + count - 1) / count;
        int first = Math.Min(index * each, Rows);
        return new Ahead(data + (first * stride), stride, Math.Min(each, Rows - first), lines);
    }

    /// <summary>Asks for piece <paramref name="index"/> of pieces of <paramref name="size"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int index, int size)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        int first = index * size;
        int last = Math.Min(first + size, Rows);
        for (int row = first; row < last; row++)
        {
            float* line = data + (row * stride);
            for (int i = 0; i < lines; i++)
            {
                Sse.Prefetch1(line);
                line += FloatsPerLine;
            }
        }
    }

    /// <summary>Asks for one line of each of <paramref name="rows"/> rows, to be used at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchLines(float* data, nint stride, int rows)
    {
        if (Sse.IsSupported)
        {
            for (int row = 0; row < rows; row++)
            {
                Sse.Prefetch0(data);
                data += stride;
            }
        }
    }
}
