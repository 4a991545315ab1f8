using System.Runtime.InteropServices;

namespace Heed.Tensors.Memory;

/// <summary>A block of 64-byte-aligned unmanaged memory, zeroed unless asked otherwise. Grows only through <see cref="EnsureCapacity"/>.</summary>
public sealed unsafe class AlignedBuffer : IDisposable
{
    /// <summary>Alignment in bytes: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private void* data;

    /// <summary>Allocates <paramref name="bytes"/> zeroed bytes.</summary>
    public AlignedBuffer(long bytes)
        : this(bytes, isZeroed: true)
    {
    }

    private AlignedBuffer(long bytes, bool isZeroed)
    {
        Allocate(bytes);
        if (isZeroed)
        {
            NativeMemory.Clear(data, (nuint)bytes);
        }
    }

    ~AlignedBuffer() => Free();

    /// <summary>Size in bytes.</summary>
    public long Length { get; private set; }

    internal byte* Data => (byte*)data;

    internal float* Floats => (float*)data;

    internal int* Integers => (int*)data;

    /// <summary>Memory with undefined contents, which costs no pages until they are touched.</summary>
    public static AlignedBuffer Uninitialized(long bytes) => new(bytes, isZeroed: false);

    /// <summary>Makes the block at least <paramref name="bytes"/> long. The contents are lost when it has to grow.</summary>
    public void EnsureCapacity(long bytes)
    {
        if (bytes > Length)
        {
            Free();
            Allocate(Math.Max(bytes, Length + (Length / 2)));
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Allocate(long bytes)
    {
        data = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, Alignment), Alignment);
        Length = bytes;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(data);
        data = null;
    }
}
