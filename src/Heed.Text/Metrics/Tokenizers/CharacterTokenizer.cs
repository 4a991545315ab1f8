using System.Text;

namespace Heed.Text.Metrics.Tokenizers;

/// <summary><c>char</c>: every Unicode character is a word.</summary>
internal sealed class CharacterTokenizer : IMetricTokenizer
{
    public string Name => "char";

    public string Tokenize(string line)
    {
        var spaced = new StringBuilder(2 * line.Length);
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (spaced.Length > 0)
            {
                spaced.Append(' ');
            }

            spaced.Append(rune);
        }

        return spaced.ToString();
    }
}
