using System.Buffers.Binary;
using Heed.Text;

namespace Heed.Media.Audio;

/// <summary>
/// Reads a WAV (RIFF) file of 8 or 16 bit PCM, one or two channels, from front to back, so that sound can be worked on while it arrives.
/// Two channels become their mean. 8-bit samples are unsigned, 16-bit samples signed and little-endian.
/// </summary>
public sealed class WavReader : IDisposable
{
    private const int Pcm = 1;
    private const int Extensible = 0xFFFE;

    // What programs write into the header when they do not know yet how long the sound will be.
    private const uint UnknownLength = uint.MaxValue;

    private readonly MediaStream file;
    private readonly int channels;
    private readonly int bytes;
    private readonly bool isOpenEnded;
    private long left;
    private byte[] buffer = [];

    /// <summary>Reads the header of a stream, which is disposed with this.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UserException">It is no such WAV file.</exception>
    public WavReader(Stream stream, string name)
        : this(new MediaStream(stream, name))
    {
    }

    private WavReader(MediaStream file)
    {
        this.file = file;
        Span<byte> start = stackalloc byte[12];
        int read = file.Read(start);
        if (read < start.Length || !start.StartsWith("RIFF"u8) || !start.EndsWith("WAVE"u8))
        {
            throw new UserException($"{file.Name} is no WAV file: it does not begin with RIFF and WAVE; convert it, for example with ffmpeg -i INPUT OUTPUT.wav.");
        }

        byte[] format = FindChunk("fmt ", out long length) && length is >= 16 and <= 1024 ? ReadChunk((int)length) : throw new UserException($"{file.Name} has no format chunk before its sound; convert it to plain WAV.");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        tag = tag == Extensible && format.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(24)) : tag;
        channels = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(2));
        Rate = BinaryPrimitives.ReadInt32LittleEndian(format.AsSpan(4));
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(format.AsSpan(14));
        if (tag != Pcm || bits is not (8 or 16) || channels is not (1 or 2) || Rate < 1)
        {
            throw new UserException(
                $"{file.Name} has {channels} channels of {bits} bits at {Rate} Hz in format {tag}; give PCM (format 1) of 8 or 16 bits with 1 or 2 channels, for example by ffmpeg -i INPUT -c:a pcm_s16le -ac 1 OUTPUT.wav.");
        }

        bytes = bits / 8;
        left = FindChunk("data", out length) ? length : throw new UserException($"{file.Name} has no data chunk: there is no sound in it.");
        isOpenEnded = length is 0 or UnknownLength;
        left = isOpenEnded ? long.MaxValue : length / (bytes * channels);
    }

    /// <summary>Samples a second.</summary>
    public int Rate { get; }

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <exception cref="UserException">It is missing or no such WAV file.</exception>
    public static WavReader Open(string path) => new(MediaStream.Open(path));

    /// <summary>The whole sound of a file, plain or gzip.</summary>
    /// <exception cref="UserException">It is missing, truncated, or no such WAV file.</exception>
    public static Waveform Load(string path)
    {
        using WavReader reader = Open(path);
        return reader.ReadAll();
    }

    /// <summary>All that is left.</summary>
    /// <exception cref="UserException">The file is truncated.</exception>
    public Waveform ReadAll()
    {
        var samples = new List<float>();
        var piece = new float[16384];
        while (Read(piece) is > 0 and var count)
        {
            samples.AddRange(piece.AsSpan(0, count));
        }

        return new Waveform([.. samples], Rate);
    }

    /// <summary>The next samples, as many as fit or as there are; 0 at the end.</summary>
    /// <exception cref="UserException">The file is truncated.</exception>
    public int Read(Span<float> samples)
    {
        int count = (int)Math.Min(samples.Length, left);
        int size = bytes * channels;
        if (buffer.Length < count * size)
        {
            buffer = new byte[count * size];
        }

        int read = file.Read(buffer.AsSpan(0, count * size)) / size;
        if (read < count && !isOpenEnded)
        {
            throw new UserException($"{file.Name} is truncated: {left - read} of its samples are missing; copy or download it again.");
        }

        left -= read;
        for (int index = 0; index < read; index++)
        {
            ReadOnlySpan<byte> frame = buffer.AsSpan(index * size, size);
            samples[index] = channels == 1 ? Decode(frame) : (Decode(frame) + Decode(frame[bytes..])) / 2;
        }

        return read;
    }

    public void Dispose() => file.Dispose();

    private float Decode(ReadOnlySpan<byte> sample) =>
        bytes == 1 ? (sample[0] - 128) / 128f : BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f;

    // Goes to the next chunk of that name; others on the way are skipped. A chunk of odd length is followed by one byte of nothing.
    private bool FindChunk(string name, out long length)
    {
        Span<byte> header = stackalloc byte[8];
        while (file.Read(header) == header.Length)
        {
            length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (name.AsSpan().SequenceEqual([(char)header[0], (char)header[1], (char)header[2], (char)header[3]]))
            {
                return true;
            }

            Skip(length + (length & 1));
        }

        length = 0;
        return false;
    }

    private byte[] ReadChunk(int length)
    {
        var chunk = new byte[length];
        file.ReadExactly(chunk, "its format");
        Skip(length & 1);
        return chunk;
    }

    private void Skip(long count)
    {
        Span<byte> skipped = stackalloc byte[256];
        while (count > 0 && file.Read(skipped[..(int)Math.Min(count, skipped.Length)]) is > 0 and var read)
        {
            count -= read;
        }
    }
}
