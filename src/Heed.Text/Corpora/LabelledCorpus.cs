namespace Heed.Text.Corpora;

/// <summary>Reads texts with their labels from a tab-separated table without a heading, plain or gzip.</summary>
public static class LabelledCorpus
{
    /// <summary>The texts in the order of the lines.</summary>
    /// <exception cref="UserException">
    /// The file cannot be read (see <see cref="TextLines.Read(string)"/>) or is empty, or a line has another number of fields or no label.
    /// </exception>
    public static IReadOnlyList<LabelledText> Read(string path, TableColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        columns.Check();
        var texts = new List<LabelledText>();
        foreach (string line in TextLines.WithoutMark(TextLines.Read(path)))
        {
            string[] fields = line.Split('\t');
            if (fields.Length != columns.Count)
            {
                throw Broken(path, texts.Count, $"{fields.Length} tab-separated {(fields.Length == 1 ? "field" : "fields")} where {columns.Count} are needed");
            }

            string label = fields[columns.Label - 1].Trim();
            if (label.Length == 0)
            {
                throw Broken(path, texts.Count, $"column {columns.Label} should hold a label and is empty");
            }

            texts.Add(new LabelledText(fields[columns.Text - 1], label));
        }

        return texts.Count > 0 ? texts : throw TextLines.Empty(path);
    }

    private static UserException Broken(string path, int lines, string what) =>
        new($"{TextLines.NameOf(path)}, line {lines + 1}: {what}; say with data.columns which columns the table has.");
}
