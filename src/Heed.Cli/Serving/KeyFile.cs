using Heed.Text;

namespace Heed.Cli.Serving;

/// <summary>A file with API keys: one a line; empty lines and lines that begin with # are none.</summary>
internal static class KeyFile
{
    /// <exception cref="UserException">The file cannot be read or holds no key.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            string[] keys = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
            return keys.Length > 0 ? keys : throw new UserException($"{path} holds no key; write one a line, or leave out --api-keys.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"The keys cannot be read from {path}: {exception.Message}", exception);
        }
    }
}
