using System.IO.Compression;
using System.Text;

namespace Heed.Text.Tests;

/// <summary>
/// The folder of public data beside the repository (or at HEED_SHARED). A test that asks for a file of it is skipped where there is none;
/// mark it with <c>[Trait("Needs", "shared")]</c>.
/// </summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>The full path of a file or folder in it.</summary>
    public static string PathOf(string relative)
    {
        string? path = Root is null ? null : Path.Combine(Root, relative);
        Assert.SkipUnless(path is not null && Path.Exists(path), $"needs shared/{relative}");
        return path!;
    }

    /// <summary>The text of a file, unpacked if its name ends in .gz. A byte order mark is part of it, as it is in Python.</summary>
    public static string ReadText(string relative)
    {
        using Stream file = File.OpenRead(PathOf(relative));
        using Stream content = relative.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("HEED_SHARED") is { Length: > 0 } given)
        {
            return given;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Heed.slnx")))
            {
                string shared = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
