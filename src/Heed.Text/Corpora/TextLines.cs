using System.Text;

namespace Heed.Text.Corpora;

/// <summary>
/// The lines of UTF-8 text. A line ends at <c>\n</c> or <c>\r\n</c> and nowhere else: a lone <c>\r</c>, U+0085 or U+2028 belongs to its
/// line, so that files aligned by line stay aligned whatever a line holds. A byte order mark belongs to the first line, because published
/// BLEU scores count it; <see cref="WithoutMark"/> takes it away.
/// </summary>
public static class TextLines
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const char ByteOrderMark = '\uFEFF';
    private const int BufferSize = 1 << 16;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, plain or gzip, or standard input, as the lines are asked for.</summary>
    /// <param name="path">A path, or <see cref="StandardInput"/>.</param>
    /// <exception cref="UserException">
    /// While enumerating: the file is missing, cannot be read, is truncated or damaged gzip, or holds a line that is not UTF-8.
    /// </exception>
    public static IEnumerable<string> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path == StandardInput ? Read(Console.OpenStandardInput(), NameOf(path)) : ReadFile(path);
    }

    /// <summary>Reads a stream of text that is not packed, as the lines are asked for, to its end.</summary>
    /// <param name="stream">Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="UserException">While enumerating: the stream cannot be read, or holds a line that is not UTF-8.</exception>
    public static IEnumerable<string> Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[BufferSize];
        int begin = 0;
        int end = 0;
        long lines = 0;
        while (true)
        {
            int length = buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                lines++;
                yield return Decode(buffer.AsSpan(begin, length), name, lines);
                begin += length + 1;
                continue;
            }

            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            int read = Fill(stream, buffer.AsSpan(end), name, lines);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (end > 0)
        {
            yield return Decode(buffer.AsSpan(0, end), name, lines + 1);
        }
    }

    /// <summary>Reads all lines of what must not be empty.</summary>
    /// <param name="path">As in <see cref="Read(string)"/>.</param>
    /// <exception cref="UserException">As in <see cref="Read(string)"/>, or there is not one line.</exception>
    public static IReadOnlyList<string> ReadAll(string path)
    {
        List<string> lines = [.. Read(path)];
        return lines.Count > 0 ? lines : throw Empty(path);
    }

    /// <summary>The same lines without a byte order mark before the first: for text that is worked on, not compared.</summary>
    public static IEnumerable<string> WithoutMark(IEnumerable<string> lines) =>
        lines.Select(static (line, index) => index == 0 && line.StartsWith(ByteOrderMark) ? line[1..] : line);

    /// <summary>What messages call a path.</summary>
    internal static string NameOf(string path) => path == StandardInput ? "standard input" : path;

    internal static UserException Empty(string path) => new($"There is nothing in {NameOf(path)}; it needs at least one line.");

    private static IEnumerable<string> ReadFile(string path)
    {
        using Stream stream = DataFile.Open(path);
        foreach (string line in Read(stream, path))
        {
            yield return line;
        }
    }

    private static int Fill(Stream stream, Span<byte> buffer, string name, long lines)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException damaged)
        {
            throw new UserException(
                $"{name}, after line {lines}: the gzip data is truncated or damaged; copy or download the file again.", damaged);
        }
        catch (IOException failed)
        {
            throw new UserException($"{name}, after line {lines}: cannot read on: {failed.Message}", failed);
        }
    }

    private static string Decode(ReadOnlySpan<byte> line, string name, long number)
    {
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        try
        {
            return Utf8.GetString(line);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new UserException($"{name}, line {number}: byte {invalid.Index + 1} is not UTF-8; convert the file to UTF-8.", invalid);
        }
    }
}
