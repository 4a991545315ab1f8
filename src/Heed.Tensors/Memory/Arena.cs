namespace Heed.Tensors.Memory;

/// <summary>
/// A bump allocator: each request takes the next bytes, all are given back at once by <see cref="Reset"/>. Grows in chunks; the chunks of
/// a step are merged into one when it is over, so a run settles on a single block.
/// </summary>
internal sealed unsafe class Arena : IDisposable
{
    private const long SmallestChunk = 1 << 20;

    private readonly List<AlignedBuffer> chunks = [];
    private long used;

    /// <summary>Bytes held, used or not.</summary>
    public long Capacity { get; private set; }

    /// <summary>Uninitialised, 64-byte-aligned memory that lives until <see cref="Reset"/>.</summary>
    public void* Allocate(long bytes)
    {
        long size = (bytes + AlignedBuffer.Alignment - 1) / AlignedBuffer.Alignment * AlignedBuffer.Alignment;
        if (chunks.Count == 0 || used + size > chunks[^1].Length)
        {
            AddChunk(Math.Max(size, Math.Max(SmallestChunk, Capacity / 2)));
        }

        void* start = chunks[^1].Data + used;
        used += size;
        return start;
    }

    public void Reset()
    {
        used = 0;
        if (chunks.Count > 1)
        {
            long total = Capacity;
            Dispose();
            AddChunk(total);
        }
    }

    public void Dispose()
    {
        foreach (AlignedBuffer chunk in chunks)
        {
            chunk.Dispose();
        }

        chunks.Clear();
        Capacity = 0;
    }

    private void AddChunk(long bytes)
    {
        chunks.Add(AlignedBuffer.Uninitialized(bytes));
        Capacity += bytes;
        used = 0;
    }
}
