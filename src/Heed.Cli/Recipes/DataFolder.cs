using Heed.Text;

namespace Heed.Cli.Recipes;

/// <summary>Finds the files that a recipe names.</summary>
/// <param name="root">The folder that relative paths count from.</param>
internal sealed class DataFolder(string root)
{
    /// <summary>The folder given on the command line, or else the recipe's own.</summary>
    public static DataFolder For(string? given, string recipePath)
    {
        if (given is not null && !Directory.Exists(given))
        {
            throw new UserException($"There is no folder {given}; --data takes the folder that holds the recipe's files.");
        }

        return new DataFolder(given ?? Path.GetDirectoryName(Path.GetFullPath(recipePath))!);
    }

    /// <summary>The full path of a file that a recipe names.</summary>
    /// <param name="name">As the recipe has it.</param>
    /// <param name="part">Its key, "data.train".</param>
    /// <exception cref="UserException">There is no such file.</exception>
    public string Find(string name, string part)
    {
        string path = Path.GetFullPath(name, root);
        return File.Exists(path) ? path : throw new UserException($"There is no file {path} ({part}); say with --data DIR where the recipe's files are.");
    }

    /// <summary>The full path of a file or a folder that a recipe names.</summary>
    /// <param name="name">As the recipe has it.</param>
    /// <param name="part">Its key, "data.recordings".</param>
    /// <exception cref="UserException">There is neither.</exception>
    public string FindAny(string name, string part) => Directory.Exists(Path.GetFullPath(name, root)) ? Path.GetFullPath(name, root) : Find(name, part);
}
