using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Evaluation;

/// <summary>Reads references, whose lines belong to those of the hypotheses.</summary>
internal static class ReferenceFiles
{
    /// <summary>All lines of the references, each of which has as many as <paramref name="lines"/> has.</summary>
    /// <exception cref="UserException">A file is missing, empty, not UTF-8, or has another number of lines; the message gives both numbers.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(IEnumerable<string> paths, string path, IReadOnlyList<string> lines)
    {
        var references = new List<IReadOnlyList<string>>();
        foreach (string reference in paths)
        {
            IReadOnlyList<string> read = TextLines.ReadAll(reference);
            if (read.Count != lines.Count)
            {
                throw new UserException(
                    $"{path} has {lines.Count} lines but {reference} has {read.Count}; line i of one must belong to line i of the other.");
            }

            references.Add(read);
        }

        return references;
    }
}
