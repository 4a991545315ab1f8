using System.IO.Compression;

namespace Heed.Text.Corpora.Gzip;

/// <summary>
/// Unpacks gzip and throws <see cref="InvalidDataException"/> if it is truncated, which <see cref="GZipStream"/> takes for its end.
/// A gzip file may be followed by another and then unpacks to both. So one with a known content is put behind the input, and only if the
/// output ends with that content was the input complete.
/// </summary>
internal sealed class CompleteGzipStream : ReadOnlyStream
{
    private static readonly byte[] Ending = [0xC1, 0x07, 0x9E, 0x5A, 0xF8, 0x33, 0xB6, 0xE4, 0x0D, 0x72, 0xFF, 0x91, 0x2C, 0xD5, 0x68, 0xAB];
    private static readonly byte[] PackedEnding = Pack(Ending);

    private readonly GZipStream _unpacked;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;

    /// <param name="packed">Is disposed with this stream.</param>
    public CompleteGzipStream(Stream packed) =>
        _unpacked = new GZipStream(new ConcatenatedStream(packed, new MemoryStream(PackedEnding)), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The data is damaged or truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes so far may be the ending and are held back until more follow.
        while (_end - _begin <= Ending.Length)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
            int read = _unpacked.Read(_buffer.AsSpan(_end));
            if (read == 0)
            {
                return _buffer.AsSpan(0, _end).SequenceEqual(Ending) ? 0 : throw new InvalidDataException("The gzip data is truncated.");
            }

            _end += read;
        }

        int count = Math.Min(buffer.Length, _end - _begin - Ending.Length);
        _buffer.AsSpan(_begin, count).CopyTo(buffer);
        _begin += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
