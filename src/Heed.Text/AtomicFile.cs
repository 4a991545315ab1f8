namespace Heed.Text;

/// <summary>
/// Writes a file so that a reader sees the old content or the new one, never a part: a temporary name in the same folder, flushed to the
/// disk, then renamed over the target.
/// </summary>
public static class AtomicFile
{
    /// <summary>Calls <paramref name="write"/> with the stream of the temporary file and puts the result at <paramref name="path"/>.</summary>
    /// <exception cref="UserException">The folder cannot be written, or the disk is full; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception)
        {
            TryDelete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new UserException($"Cannot write {path}: {exception.Message} Free some space or choose another folder.", exception);
            }

            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; a temporary file that stays is harmless.
        }
    }
}
