namespace Heed.Browser.Tests.Support;

/// <summary>The files of the page as they are served.</summary>
internal static class PageFolder
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Their paths within the folder, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Modules => Files.Where(file => file.EndsWith(".js", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));
}
