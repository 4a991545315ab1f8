using Heed.Text.Corpora.Gzip;

namespace Heed.Text;

/// <summary>Opens a file, plain or packed, and says in the user's words why it cannot.</summary>
public static class DataFile
{
    /// <summary>Opens a file; gzip is known by its first two bytes, which no other format here begins with, whatever the file is called.</summary>
    /// <exception cref="UserException">There is no such file, or it cannot be opened.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserException($"{path} is a folder; give a file.");
        }

        try
        {
            FileStream file = File.OpenRead(path);
            return IsGzip(file) ? new CompleteGzipStream(file) : file;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException($"There is no file {path}; check the path.", missing);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"{path} cannot be read: {denied.Message}", denied);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        // What comes through a pipe cannot be looked at and put back; it is taken as plain text.
        if (!file.CanSeek)
        {
            return false;
        }

        bool isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip;
    }
}
