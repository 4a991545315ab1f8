using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Heed.Text;
using Microsoft.Win32.SafeHandles;

namespace Heed.Models.Checkpoints;

/// <summary>
/// A safetensors file open for reading: 8 bytes of header length, a JSON header, then the tensors' bytes, little-endian and without gaps.
/// Opening checks all of it but the numbers; <see cref="Read"/> then copies one tensor at a time straight to where it belongs.
/// </summary>
public sealed class SafetensorsReader : IDisposable
{
    private const int LengthSize = sizeof(ulong);
    private const int ChunkElements = 32 * 1024;

    private readonly SafeFileHandle file;
    private readonly long dataStart;
    private readonly Dictionary<string, SafetensorsEntry> byName;

    /// <summary>Opens <paramref name="path"/> and reads its header.</summary>
    /// <exception cref="UserException">The file is missing, truncated, or breaks the format.</exception>
    public SafetensorsReader(string path)
    {
        Path = path;
        file = OpenFile(path);
        try
        {
            long length = RandomAccess.GetLength(file);
            Entries = SafetensorsHeader.Parse(ReadHeader(length, out dataStart), path);
            long promised = dataStart + (Entries.Count == 0 ? 0 : Entries[^1].End);
            if (length != promised)
            {
                string kind = length < promised ? "truncated" : "damaged";
                throw new UserException($"{path} is {kind}: its header promises {promised} bytes and the file has {length}; copy or download it again.");
            }

            byName = Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public SafetensorsEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Copies the elements of a tensor, as float32, to <paramref name="destination"/>, which has exactly as many.</summary>
    public void Read(SafetensorsEntry entry, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Count != destination.Length)
        {
            throw new ArgumentException($"{entry.Name} has {entry.Count} elements and the destination {destination.Length}.");
        }

        long position = dataStart + entry.Begin;
        if (entry.Type == SafetensorsType.F32)
        {
            ReadExactly(MemoryMarshal.AsBytes(destination), position);
            return;
        }

        Span<ushort> chunk = new ushort[Math.Min(ChunkElements, destination.Length)];
        while (!destination.IsEmpty)
        {
            Span<ushort> part = chunk[..Math.Min(chunk.Length, destination.Length)];
            ReadExactly(MemoryMarshal.AsBytes(part), position);
            Widen(part, destination, entry.Type);
            destination = destination[part.Length..];
            position += part.Length * sizeof(ushort);
        }
    }

    public void Dispose() => file.Dispose();

    private static SafeFileHandle OpenFile(string path)
    {
        try
        {
            return File.OpenHandle(path, options: FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"The weights {path} do not exist.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"The weights {path} cannot be opened: {exception.Message}", exception);
        }
    }

    private static void Widen(ReadOnlySpan<ushort> source, Span<float> destination, SafetensorsType type)
    {
        for (int index = 0; index < source.Length; index++)
        {
            destination[index] = type == SafetensorsType.BF16
                ? BitConverter.UInt32BitsToSingle((uint)source[index] << 16)
                : (float)BitConverter.UInt16BitsToHalf(source[index]);
        }
    }

    private byte[] ReadHeader(long fileLength, out long end)
    {
        Span<byte> prefix = stackalloc byte[LengthSize];
        if (fileLength < LengthSize)
        {
            throw new UserException($"{Path} is truncated: {fileLength} bytes are too few for a safetensors file; copy or download it again.");
        }

        ReadExactly(prefix, 0);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumLength)
        {
            throw new UserException($"{Path} is not a safetensors file: a header of {length} bytes is longer than the format allows.");
        }

        if ((long)length > fileLength - LengthSize)
        {
            throw new UserException($"{Path} is truncated: its header should have {length} bytes and the file ends after {fileLength - LengthSize}; copy or download it again.");
        }

        byte[] header = new byte[length];
        ReadExactly(header, LengthSize);
        end = LengthSize + (long)length;
        return header;
    }

    private void ReadExactly(Span<byte> destination, long position)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(file, destination, position);
            if (read == 0)
            {
                throw new UserException($"{Path} ended while it was being read; does something else write to it?");
            }

            destination = destination[read..];
            position += read;
        }
    }
}
