using System.Globalization;
using System.Runtime.InteropServices;
using Heed.Text.Corpora;

namespace Heed.Text.Batching;

/// <summary>Pairs that are ids already: one pair a line, <c>source ids TAB target ids</c>, the ids separated by spaces.</summary>
public static class PairsFile
{
    /// <summary>Reads a file, plain or gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vocabularySize">Ids must be below it.</param>
    /// <exception cref="UserException">The file cannot be read, holds no pair, or a line is not a pair of ids; the message names the line.</exception>
    public static TokenizedPairs Read(string path, int vocabularySize)
    {
        var pairs = new TokenizedPairs();
        var source = new List<int>();
        var target = new List<int>();
        int number = 0;
        foreach (string line in TextLines.Read(path))
        {
            number++;
            int tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0 || line.IndexOf('\t', tab + 1) >= 0)
            {
                throw new UserException($"{path}, line {number}: a pair is 'source ids TAB target ids', with exactly one tab.");
            }

            Parse(line.AsSpan(0, tab), source, vocabularySize, path, number);
            Parse(line.AsSpan(tab + 1), target, vocabularySize, path, number);
            pairs.Add(CollectionsMarshal.AsSpan(source), CollectionsMarshal.AsSpan(target));
        }

        return pairs.Count > 0 ? pairs : throw new UserException($"{path} is empty; it needs at least one line 'source ids TAB target ids'.");
    }

    private static void Parse(ReadOnlySpan<char> text, List<int> ids, int vocabularySize, string path, int number)
    {
        ids.Clear();
        foreach (Range range in text.Split(' '))
        {
            ReadOnlySpan<char> word = text[range];
            if (word.IsEmpty)
            {
                continue;
            }

            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id >= vocabularySize)
            {
                throw new UserException($"{path}, line {number}: '{word}' is not an id from 0 to {vocabularySize - 1}.");
            }

            ids.Add(id);
        }

        if (ids.Count == 0)
        {
            throw new UserException($"{path}, line {number}: one side of the pair has no ids.");
        }
    }
}
