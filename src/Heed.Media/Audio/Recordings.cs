using System.Formats.Tar;
using Heed.Text;

namespace Heed.Media.Audio;

/// <summary>A recording and the name of its file, without folders and without <c>.wav</c>.</summary>
public sealed record Recording(string Name, Waveform Sound);

/// <summary>Reads many recordings from one place.</summary>
public static class Recordings
{
    private const string Ending = ".wav";

    /// <summary>All WAV files of a folder, or of a tar archive (plain or gzip), in the order of their names.</summary>
    /// <exception cref="UserException">The place is missing or damaged, holds no WAV file, or one that cannot be read.</exception>
    public static IReadOnlyList<Recording> Load(string path)
    {
        List<Recording> recordings = Directory.Exists(path) ? LoadFolder(path) : LoadArchive(path);
        recordings.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return recordings.Count > 0 ? recordings : throw new UserException($"There is no {Ending} file in {path}; give a folder or a .tar.gz with recordings.");
    }

    private static List<Recording> LoadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(path => new Recording(Path.GetFileNameWithoutExtension(path), WavReader.Load(path)))];

    private static List<Recording> LoadArchive(string path)
    {
        var recordings = new List<Recording>();
        try
        {
            using Stream stream = DataFile.Open(path);
            using var archive = new TarReader(stream);
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } data && entry.Name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
                {
                    using var reader = new WavReader(data, $"{path}, {entry.Name}");
                    recordings.Add(new Recording(Path.GetFileNameWithoutExtension(entry.Name), reader.ReadAll()));
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or FormatException)
        {
            throw new UserException($"{path} cannot be read as a tar archive of recordings: it is truncated, damaged or something else; copy or download it again.", exception);
        }

        return recordings;
    }
}
