using System.Text;

namespace Heed.Text.Corpora;

/// <summary>Text as it is, line ends included: what a language model learns from.</summary>
public static class WholeText
{
    private const int PartLength = 1 << 16;

    /// <summary>Reads files one after another, plain or gzip, in parts that end where a line ends. A line ends with <c>\n</c> whatever the file had.</summary>
    /// <exception cref="UserException">While enumerating: a file cannot be read or is not UTF-8.</exception>
    public static IEnumerable<string> Read(IEnumerable<string> paths)
    {
        var part = new StringBuilder();
        foreach (string path in paths)
        {
            foreach (string line in TextLines.WithoutMark(TextLines.Read(path)))
            {
                part.Append(line).Append('\n');
                if (part.Length >= PartLength)
                {
                    yield return part.ToString();
                    part.Clear();
                }
            }
        }

        if (part.Length > 0)
        {
            yield return part.ToString();
        }
    }
}
