using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Heed.Tensors.Kernels.Cpu;

/// <summary>
/// Asks for the rows of the next head while this one is worked on, a few at a time. A head is a narrow column of many rows: the processor's
/// own prefetchers see no stream in that, and without help half the time goes into waiting for memory.
/// </summary>
internal readonly unsafe struct AttentionPrefetch
{
    private const int LineFloats = 16;

    private readonly int row;
    private readonly int endRow;
    private readonly int key;
    private readonly int endKey;
    private readonly nint queryColumn;
    private readonly nint keyColumn;
    private readonly int width;

    /// <summary>These query rows, and these keys (none for a head that shares them with the last one), at one query head.</summary>
    public AttentionPrefetch(in AttentionArguments a, (int First, int End) rows, (int First, int End) keys, int head)
    {
        (row, endRow) = rows;
        (key, endKey) = keys;
        (queryColumn, keyColumn, width) = (head * (nint)a.HeadWidth, head / a.Group * (nint)a.HeadWidth, a.HeadWidth);
    }

    /// <summary>Four rows of two matrices from place <paramref name="place"/> on; all that remain if this is the last call.</summary>
    public void Queries(float* first, nint firstStride, float* second, nint secondStride, int place, bool isLast)
    {
        int from = row + place;
        int to = isLast ? endRow : Math.Min(from + AttentionProduct.Rows, endRow);
        Rows(first + queryColumn, firstStride, second + queryColumn, secondStride, from, to);
    }

    /// <inheritdoc cref="Queries"/>
    public void Keys(float* first, nint firstStride, float* second, nint secondStride, int place, bool isLast)
    {
        int from = key + place;
        int to = isLast ? endKey : Math.Min(from + AttentionProduct.Rows, endKey);
        Rows(first + keyColumn, firstStride, second + keyColumn, secondStride, from, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Rows(float* first, nint firstStride, float* second, nint secondStride, int from, int to)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        first += from * firstStride;
        second += from * secondStride;
        for (; from < to; from++)
        {
            for (nint column = 0; column < width; column += LineFloats)
            {
                Sse.Prefetch0(first + column);
                Sse.Prefetch0(second + column);
            }

            first += firstStride;
            second += secondStride;
        }
    }
}
