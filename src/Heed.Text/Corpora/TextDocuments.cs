using System.Text;
using Heed.Text.Segmentation;

namespace Heed.Text.Corpora;

/// <summary>Reads a text file, plain or gzip, as documents of sentences.</summary>
public static class TextDocuments
{
    /// <summary>The documents: one a line, or one for the whole file.</summary>
    /// <exception cref="UserException">The file cannot be read (see <see cref="TextLines.Read(string)"/>) or is empty.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string path, TextLayout layout)
    {
        IEnumerable<string> lines = TextLines.WithoutMark(TextLines.ReadAll(path));
        return layout == TextLayout.Lines ? [.. lines.Select(line => (IReadOnlyList<string>)[line])] : [[.. Paragraphs(lines).SelectMany(Sentences)]];
    }

    /// <summary>The lines between empty ones, joined by spaces.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var paragraph = new StringBuilder();
        foreach (string line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                paragraph.Append(paragraph.Length > 0 ? " " : "").Append(line.Trim());
            }
            else if (paragraph.Length > 0)
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }
        }

        if (paragraph.Length > 0)
        {
            yield return paragraph.ToString();
        }
    }

    private static IEnumerable<string> Sentences(string paragraph) => SentenceSplitter.Split(paragraph).Select(span => span.In(paragraph));
}
