using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Heed.Tensors;

namespace Heed.Models.Checkpoints;

/// <summary>
/// Writes a safetensors file in float32: first the header for all tensors, then their elements, in the same order, from wherever they
/// lie. Nothing is copied. The data begins at a multiple of 64 bytes, so a file can be mapped and used in place.
/// </summary>
public sealed class SafetensorsWriter
{
    private const int Alignment = 64;

    private readonly Stream stream;
    private readonly Queue<(string Name, long Count)> awaited = new();

    /// <summary>Writes the header to <paramref name="stream"/>, which must be where a file begins.</summary>
    public SafetensorsWriter(Stream stream, IEnumerable<(string Name, Shape Shape)> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        this.stream = stream;
        var json = new ArrayBufferWriter<byte>();
        WriteHeader(json, tensors);
        int padded = (sizeof(ulong) + json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)(padded - sizeof(ulong)));
        stream.Write(length);
        stream.Write(json.WrittenSpan);
        Span<byte> spaces = stackalloc byte[Alignment];
        spaces.Fill((byte)' ');
        stream.Write(spaces[..(padded - sizeof(ulong) - json.WrittenCount)]);
    }

    /// <summary>Writes the elements of the next tensor of the header.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        if (!awaited.TryDequeue(out (string Name, long Count) next) || next.Count != values.Length)
        {
            throw new ArgumentException($"{values.Length} elements do not fit {next.Name ?? "a file whose tensors are all written"} ({next.Count} elements).");
        }

        stream.Write(MemoryMarshal.AsBytes(values));
    }

    private void WriteHeader(ArrayBufferWriter<byte> json, IEnumerable<(string Name, Shape Shape)> tensors)
    {
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();

        // Readers of the Hugging Face family refuse files that do not name the framework of their layout.
        writer.WriteStartObject(SafetensorsHeader.MetadataKey);
        writer.WriteString("format", "pt");
        writer.WriteEndObject();
        long offset = 0;
        foreach ((string name, Shape shape) in tensors)
        {
            writer.WriteStartObject(name);
            writer.WriteString("dtype", nameof(SafetensorsType.F32));
            writer.WriteStartArray("shape");
            for (int dimension = 0; dimension < shape.Rank; dimension++)
            {
                writer.WriteNumberValue(shape[dimension]);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(offset);
            writer.WriteNumberValue(offset += shape.Count * sizeof(float));
            writer.WriteEndArray();
            writer.WriteEndObject();
            awaited.Enqueue((name, shape.Count));
        }

        writer.WriteEndObject();
    }
}
