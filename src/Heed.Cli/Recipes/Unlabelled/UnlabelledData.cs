using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Recipes.Unlabelled;

/// <summary>The documents of a run, each a list of sentences.</summary>
internal sealed record UnlabelledData(IReadOnlyList<IReadOnlyList<string>> Train, IReadOnlyList<IReadOnlyList<string>> Validation)
{
    /// <summary>Reads what a recipe names.</summary>
    /// <exception cref="UserException">A file is missing, empty or damaged.</exception>
    public static UnlabelledData Read(UnlabelledDataOptions options, DataFolder folder)
    {
        if (options.Train.Count == 0)
        {
            throw new UserException("data.train names no file; write - { file: text.txt.gz, layout: running } below it.");
        }

        return new UnlabelledData(Read(options.Train, "data.train", folder), Read(options.Validation, "data.validation", folder));
    }

    private static IReadOnlyList<string>[] Read(IReadOnlyList<TextFileOptions> files, string part, DataFolder folder) =>
        [.. files.SelectMany((file, index) => Read(file, folder.Find(file.File, $"{part}[{index}]")))];

    private static IEnumerable<IReadOnlyList<string>> Read(TextFileOptions file, string path) => file.Column is not { } column
        ? TextDocuments.Read(path, file.Layout)
        : TextLines.WithoutMark(TextLines.ReadAll(path)).Select((line, index) => (IReadOnlyList<string>)[Field(line, column, path, index)]);

    private static string Field(string line, int column, string path, int index)
    {
        string[] fields = line.Split('\t');
        return column >= 1 && column <= fields.Length
            ? fields[column - 1]
            : throw new UserException($"{path}, line {index + 1}: there is no column {column} of {fields.Length}; columns count from 1.");
    }
}
