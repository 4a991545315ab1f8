namespace Heed.Text.Tokenization.Patterns;

/// <summary>Chinese and Japanese characters, in runs or one by one, with the space before them, written ▁.</summary>
/// <param name="runs">Whether those that touch are one match.</param>
internal sealed class IdeographsPattern(bool runs) : HandWrittenPattern
{
    /// <summary>The expression for one character.</summary>
    public const string One = "▁?[\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]";

    /// <summary>The expression for a run.</summary>
    public const string Run = One + "+";

    private const char Space = '▁';
    private const char First = '\u3005';
    private const char Last = '\uFAFF';

    public override string Expression => runs ? Run : One;

    public override void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        int next;
        for (int at = 0; (next = text[at..].IndexOfAnyInRange(First, Last)) >= 0;)
        {
            int start = at + next;
            int end = start;
            while (end < text.Length && IsIdeograph(text[end]) && (runs || end == start))
            {
                end++;
            }

            if (end > start)
            {
                // A match before this one may have ended here, but never holds a space after its first character.
                matches.Add((start > at && text[start - 1] == Space ? start - 1 : start, end));
            }

            at = Math.Max(end, start + 1);
        }
    }

    private static bool IsIdeograph(char unit) => unit is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3040' and <= '\u30FF')
        or (>= '\u3400' and <= '\u4DBF') or (>= First and <= '\u3007') or (>= '\uF900' and <= Last);
}
