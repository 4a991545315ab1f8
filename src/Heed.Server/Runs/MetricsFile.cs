using System.Text;

namespace Heed.Server.Runs;

/// <summary>
/// Reads <c>metrics.jsonl</c> while a run writes it. Only whole lines are read. A run that goes back to a checkpoint cuts the file, and writes other lines behind
/// the cut: the last line that was read is looked at again each time, and where it has changed, reading begins anew.
/// </summary>
/// <param name="path">The file; it may not be there yet.</param>
internal sealed class MetricsFile(string path)
{
    private MetricsLine? last;

    /// <summary>The last line that was read; none before.</summary>
    public IReadOnlyList<MetricsLine> Newest => last is { } line ? [line] : [];

    /// <summary>The lines behind those that were read before. <paramref name="restarted"/>: what was read before is void, and these are all.</summary>
    public IReadOnlyList<MetricsLine> ReadNew(out bool restarted)
    {
        restarted = false;
        if (last is not { } known)
        {
            return Read(0);
        }

        IReadOnlyList<MetricsLine> lines = Read(known.End - Length(known.Json));
        if (lines is [var first, ..] && first == known)
        {
            return [.. lines.Skip(1)];
        }

        restarted = true;
        last = null;
        return Read(0);
    }

    /// <summary>Goes on behind the line with this id, if the file still has it there.</summary>
    /// <returns>Whether it has; otherwise everything is to be read.</returns>
    public bool TryResume(string id)
    {
        MetricsLine line = Read(0).FirstOrDefault(line => line.Id == id);
        last = line.Json is null ? null : line;
        return last is not null;
    }

    /// <summary>The lines that begin at <paramref name="start"/> and are complete. The last of them is remembered.</summary>
    private List<MetricsLine> Read(long start)
    {
        var lines = new List<MetricsLine>();
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (start > stream.Length)
            {
                return lines;
            }

            stream.Position = start;
            var bytes = new byte[stream.Length - start];
            int count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            int begin = 0;
            for (int end = Array.IndexOf(bytes, (byte)'\n', 0, count); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', begin, count - begin))
            {
                lines.Add(new MetricsLine(start + end + 1, Encoding.UTF8.GetString(bytes, begin, end - begin)));
                begin = end + 1;
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return lines;
        }

        last = lines is [.., var newest] ? newest : last;
        return lines;
    }

    private static int Length(string json) => Encoding.UTF8.GetByteCount(json) + 1;
}
