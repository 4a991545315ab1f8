using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Recipes;

/// <summary>Finds and reads the files that a recipe names.</summary>
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

    /// <summary>The pairs of one part of the data.</summary>
    /// <param name="files">What the recipe says.</param>
    /// <param name="part">Its key, "data.train".</param>
    /// <exception cref="UserException">The recipe names neither pairs nor both sides, or a file is missing, empty, or not aligned with the other.</exception>
    public IReadOnlyList<SentencePair> Read(CorpusFiles files, string part) => files switch
    {
        { Pairs: { } pairs, Source: null, Target: null } => ParallelCorpus.ReadTabSeparated(Find(pairs, part)),
        { Pairs: null, Source: { } source, Target: { } target } => ParallelCorpus.Read(Find(source, part), Find(target, part)),
        _ => throw new UserException(
            $"{part} needs 'source' and 'target', two files aligned by line; or 'pairs', one file of source TAB target; or 'dates', a number of built-in pairs."),
    };

    private string Find(string name, string part)
    {
        string path = Path.GetFullPath(name, root);
        return File.Exists(path) ? path : throw new UserException($"There is no file {path} ({part}); say with --data DIR where the recipe's files are.");
    }
}
