using Heed.Text;

namespace Heed.Media;

/// <summary>Bytes of a file, plain or packed, read from front to back; what goes wrong is said with the file's name.</summary>
internal sealed class MediaStream(Stream stream, string name) : IDisposable
{
    /// <summary>What messages call the file.</summary>
    public string Name => name;

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <exception cref="UserException">There is no such file, or it cannot be opened.</exception>
    public static MediaStream Open(string path) => new(DataFile.Open(path), path);

    /// <summary>Fills <paramref name="target"/> as far as the file goes; returns how much that was.</summary>
    /// <exception cref="UserException">The file cannot be read on.</exception>
    public int Read(Span<byte> target)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damaged)
        {
            throw new UserException($"{name}: the packed data is truncated or damaged; copy or download the file again.", damaged);
        }
        catch (IOException failed)
        {
            throw new UserException($"{name} cannot be read on: {failed.Message}", failed);
        }
    }

    /// <summary>Fills <paramref name="target"/>, which holds <paramref name="what"/>.</summary>
    /// <exception cref="UserException">The file ends before that, or cannot be read on.</exception>
    public void ReadExactly(Span<byte> target, string what)
    {
        int read = Read(target);
        if (read < target.Length)
        {
            throw new UserException($"{name} is truncated: it ends {target.Length - read} bytes before the end of {what}; copy or download it again.");
        }
    }

    public void Dispose() => stream.Dispose();
}
