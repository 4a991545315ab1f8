using System.Text;
using Heed.Text;

namespace Heed.Cli.Terminal;

/// <summary>Writes results to a file, or to standard output where the path is <c>-</c>.</summary>
internal static class ResultFile
{
    private const string StandardOutput = "-";

    /// <summary>Calls <paramref name="write"/> with a writer onto the path.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(Session session, string path, Action<TextWriter> write)
    {
        if (path == StandardOutput)
        {
            write(session.Results);
            return;
        }

        try
        {
            using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            write(writer);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UserException($"Cannot write {path}: {exception.Message} Choose another file with --output.", exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new UserException($"Cannot write {path}: its folder does not exist; make it first.", exception);
        }
    }

    /// <summary>Writes lines as they come.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public static void Write(Session session, string path, IEnumerable<string> lines) => Write(session, path, writer =>
    {
        foreach (string line in lines)
        {
            writer.WriteLine(line);
        }
    });
}
