using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>
/// Writes spaces as a visible character, ▁ (U+2581), that pieces carry with them, so that joining the pieces gives the spacing back
/// (Kudo and Richardson 2018, SentencePiece, arXiv:1808.06226). Cuts before each of them where <paramref name="split"/> is set.
/// </summary>
/// <param name="replacement">The character that stands for a space.</param>
/// <param name="prefix">Whether a word that does not begin with one gets one, so that the first word looks like the others.</param>
/// <param name="split">Whether to cut before each replacement character.</param>
public sealed class MetaspacePreTokenizer(char replacement, SpacePrefix prefix, bool split) : PreTokenizer
{
    /// <summary>The character that SentencePiece and all that follow it use.</summary>
    public const char Space = '▁';

    public override void Apply(WordText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool first = text.IsFirst;
        text.Rewrite((ref MappedText.Editor editor, ReadOnlySpan<char> old, int end) =>
        {
            int start = editor.Position;
            bool hasPrefix = old[start] == ' ' || old[start] == replacement;
            if (!hasPrefix && (prefix == SpacePrefix.Always || (prefix == SpacePrefix.First && start == 0 && first)))
            {
                editor.Replace(0, [replacement]);
            }

            for (int space; (space = old[editor.Position..end].IndexOf(' ')) >= 0;)
            {
                editor.Keep(space);
                editor.Replace(1, [replacement]);
            }
        });
        if (split)
        {
            string value = text.Text.Value;
            text.Recut((word, cut) => Cut(value, word, cut));
        }
    }

    internal static new MetaspacePreTokenizer Read(JsonPart json)
    {
        (char replacement, SpacePrefix prefix, bool split) = Metaspace.Read(json);
        return new MetaspacePreTokenizer(replacement, prefix, split);
    }

    internal override void Write(Utf8JsonWriter json) => Metaspace.Write(json, replacement, prefix, split);

    private void Cut(string text, (int Start, int End) word, List<(int Start, int End)> cut)
    {
        int start = word.Start;
        for (int i = word.Start + 1; i < word.End; i++)
        {
            if (text[i] == replacement)
            {
                cut.Add((start, i));
                start = i;
            }
        }

        cut.Add((start, word.End));
    }
}
