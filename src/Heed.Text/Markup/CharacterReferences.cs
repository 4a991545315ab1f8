using System.Net;
using System.Text;

namespace Heed.Text.Markup;

/// <summary>Text in HTML: <c>&amp;amp;</c> and its like.</summary>
internal static class CharacterReferences
{
    /// <summary>
    /// The text that the HTML stands for, in stretches: characters, or a reference that Heed does not know, which is to be kept as it is written.
    /// </summary>
    public static IEnumerable<(string Raw, string? Text)> Decode(string raw)
    {
        var text = new StringBuilder();
        int start = 0; // of the stretch
        int index = 0;
        while (index < raw.Length)
        {
            int end = index + 1;
            string? meaning = raw[index] == '&' ? Reference(raw, index, out end) : raw[index].ToString();
            if (meaning is not null)
            {
                text.Append(meaning);
            }
            else
            {
                if (index > start)
                {
                    yield return (raw[start..index], text.ToString());
                }

                yield return (raw[index..end], null);
                text.Clear();
                start = end;
            }

            index = end;
        }

        if (start < raw.Length)
        {
            yield return (raw[start..], text.ToString());
        }
    }

    /// <summary>The HTML for a text.</summary>
    public static string Encode(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\u00A0", "&nbsp;").ToString();

    /// <summary>What the "&amp;" at <paramref name="start"/> stands for: itself if no name follows; null for a name that is not known.</summary>
    private static string? Reference(string raw, int start, out int end)
    {
        end = start + 1;
        if (end < raw.Length && raw[end] == '#')
        {
            end++;
        }

        while (end < raw.Length && char.IsAsciiLetterOrDigit(raw[end]))
        {
            end++;
        }

        string name = raw[start..end];
        bool isClosed = end < raw.Length && raw[end] == ';';
        bool isNumber = name.StartsWith("&#", StringComparison.Ordinal);
        if (name.Length > (isNumber ? 2 : 1) && (isClosed || isNumber))
        {
            end += isClosed ? 1 : 0;
            string decoded = WebUtility.HtmlDecode(name + ";");
            return decoded != name + ";" ? decoded : null;
        }

        // Old pages leave the semicolon out of the names of Latin-1, even within a word; the longest name counts.
        for (int length = name.Length; length > 2; length--)
        {
            string decoded = WebUtility.HtmlDecode(name[..length] + ";");
            if (decoded.Length == 1 && decoded[0] is '&' or '<' or '>' or '"' or (>= '\u00A0' and <= '\u00FF'))
            {
                end = start + length;
                return decoded;
            }
        }

        end = start + 1;
        return "&";
    }
}
