using System.Xml.Linq;

namespace Heed.Architecture.Tests;

/// <summary>The sources as they lie on disk: what the tests of this project read.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = ["bin", "obj", ".build", ".git", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths, relative to the root and with forward slashes, of the files below <paramref name="folder"/> that end in one of the extensions.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        string start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? Walk(new DirectoryInfo(start)).Where(path => extensions.Contains(Path.GetExtension(path))) : [];
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static int Lines(string path) => File.ReadLines(Path.Combine(Root, path)).Count();

    /// <summary>The projects below <paramref name="folder"/> by name, each with its file's content.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects(string folder) =>
        Files(folder, ".csproj").ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => XDocument.Parse(Read(path)));

    private static IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFiles()
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Concat(folder.EnumerateDirectories().Where(child => !Skipped.Contains(child.Name)).SelectMany(Walk))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Heed.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Heed.slnx.");
    }
}
