using System.Buffers.Binary;
using System.Text;

namespace Heed.Media.Tests.Audio;

/// <summary>Makes WAV files.</summary>
internal static class WavBytes
{
    /// <summary>A PCM file; <paramref name="extra"/> chunks stand between format and sound.</summary>
    public static byte[] Create(int rate, int bits, int channels, ReadOnlySpan<byte> data, int tag = 1, ReadOnlySpan<byte> extra = default, uint? length = null)
    {
        var bytes = new List<byte>();
        void Number(long value, int size)
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            bytes.AddRange(number[..size]);
        }

        bytes.AddRange("RIFF"u8);
        Number(36 + extra.Length + data.Length, 4);
        bytes.AddRange("WAVEfmt "u8);
        Number(16, 4);
        Number(tag, 2);
        Number(channels, 2);
        Number(rate, 4);
        Number(rate * channels * bits / 8, 4);
        Number(channels * bits / 8, 2);
        Number(bits, 2);
        bytes.AddRange(extra);
        bytes.AddRange("data"u8);
        Number(length ?? (uint)data.Length, 4);
        bytes.AddRange(data);
        return [.. bytes];
    }

    /// <summary>A chunk of another kind, with its byte of nothing after an odd length.</summary>
    public static byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length % 2]];
}
