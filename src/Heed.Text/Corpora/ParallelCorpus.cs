namespace Heed.Text.Corpora;

/// <summary>Reads sentences and their translations from files, plain or gzip. A side may be empty; it is kept, so that lines stay aligned.</summary>
public static class ParallelCorpus
{
    /// <summary>Reads two files of which line i of one translates line i of the other, whatever the lines hold.</summary>
    /// <exception cref="UserException">
    /// A file cannot be read (see <see cref="TextLines.Read(string)"/>) or is empty, or the files have different numbers of lines.
    /// </exception>
    public static IReadOnlyList<SentencePair> Read(string sourcePath, string targetPath)
    {
        var pairs = new List<SentencePair>();
        using IEnumerator<string> sources = TextLines.WithoutMark(TextLines.Read(sourcePath)).GetEnumerator();
        using IEnumerator<string> targets = TextLines.WithoutMark(TextLines.Read(targetPath)).GetEnumerator();
        bool hasSource = sources.MoveNext();
        bool hasTarget = targets.MoveNext();
        while (hasSource && hasTarget)
        {
            pairs.Add(new SentencePair(sources.Current, targets.Current));
            hasSource = sources.MoveNext();
            hasTarget = targets.MoveNext();
        }

        if (pairs.Count == 0)
        {
            throw TextLines.Empty(hasSource ? targetPath : sourcePath);
        }

        if (hasSource || hasTarget)
        {
            int more = pairs.Count + CountOn(hasSource ? sources : targets);
            throw new UserException(
                $"{TextLines.NameOf(sourcePath)} has {(hasSource ? more : pairs.Count)} lines but {TextLines.NameOf(targetPath)} has "
                + $"{(hasTarget ? more : pairs.Count)}; files aligned by line need equally many.");
        }

        return pairs;
    }

    /// <summary>Reads one file with <c>source TAB target</c> in each line.</summary>
    /// <exception cref="UserException">
    /// The file cannot be read (see <see cref="TextLines.Read(string)"/>) or is empty, or a line has not exactly two fields.
    /// </exception>
    public static IReadOnlyList<SentencePair> ReadTabSeparated(string path)
    {
        var pairs = new List<SentencePair>();
        foreach (string line in TextLines.WithoutMark(TextLines.Read(path)))
        {
            string[] fields = line.Split('\t');
            if (fields.Length != 2)
            {
                throw new UserException(
                    $"{TextLines.NameOf(path)}, line {pairs.Count + 1}: {fields.Length} tab-separated {(fields.Length == 1 ? "field" : "fields")} "
                    + "where two are needed, source and target.");
            }

            pairs.Add(new SentencePair(fields[0], fields[1]));
        }

        return pairs.Count > 0 ? pairs : throw TextLines.Empty(path);
    }

    /// <summary>How many lines are left, the current one included.</summary>
    private static int CountOn(IEnumerator<string> lines)
    {
        int count = 1;
        while (lines.MoveNext())
        {
            count++;
        }

        return count;
    }
}
