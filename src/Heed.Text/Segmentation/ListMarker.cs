namespace Heed.Text.Segmentation;

/// <summary>The bullet, number or heading mark at the beginning of a line, which is copied and not translated.</summary>
internal static class ListMarker
{
    /// <summary>Where the words of the line begin that starts at <paramref name="index"/>.</summary>
    public static int Skip(string text, int index, FullStops fullStops)
    {
        int start = index;
        while (start < text.Length && text[start] is ' ' or '\t' or '\u00A0' or '\u3000')
        {
            start++;
        }

        int end = MarkerEnd(text, start);
        bool isMarker = end > start && end < text.Length && (text[end] is ' ' or '\t' or '\u00A0');
        return isMarker && !fullStops.IsDate(end) ? end : index;
    }

    private static int MarkerEnd(string text, int start)
    {
        int index = start;
        while (index < text.Length && text[index] is '-' or '–' or '—' or '•' or '‣' or '◦' or '▪' or '●' or '○' or '·' or '*' or '+' or '#' or '>')
        {
            index++;
        }

        if (index > start || index == text.Length)
        {
            return index;
        }

        bool isBracketed = text[index] == '(';
        int label = isBracketed ? index + 1 : index;
        int end = label;
        while (end < text.Length && end - label < 3 && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        bool isNumber = end > label;
        if (!isNumber && end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        // "A. Miller" may be a person; a letter needs its bracket.
        bool closes = end > label && end < text.Length && (text[end] == ')' || (isNumber && !isBracketed && text[end] is '.' or '、'));
        return closes ? end + 1 : start;
    }
}
