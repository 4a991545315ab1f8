using System.Globalization;
using Heed.Text;
using Heed.Text.Corpora;

namespace Heed.Cli.Benchmarks;

/// <summary>Sources that are ids already, separated by spaces, one a line; what follows a tab is not looked at.</summary>
internal static class SourceIdsFile
{
    /// <exception cref="UserException">The file cannot be read, is empty, or a line is not ids below the vocabulary; the message names the line.</exception>
    public static IReadOnlyList<int[]> Read(string path, int vocabulary) =>
        [.. TextLines.ReadAll(path).Select((line, index) => Parse(line, vocabulary, $"{path}, line {index + 1}"))];

    private static int[] Parse(string line, int vocabulary, string place)
    {
        int[] ids = [.. line.Split('\t')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id < vocabulary
                ? id
                : throw new UserException($"{place}: '{word}' is not an id from 0 to {vocabulary - 1}."))];
        return ids.Length > 0 ? ids : throw new UserException($"{place}: there are no ids.");
    }
}
