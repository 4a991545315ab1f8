namespace Heed.Text.Corpora;

/// <summary>
/// Cuts running text into sentences where a full stop, a question or an exclamation mark (with closing quotes and brackets after it) is followed
/// by a space and something that can begin a sentence; and after the full-width marks of Chinese and Japanese. Abbreviations may fool it.
/// </summary>
public static class SentenceSplitter
{
    private const string Ends = ".?!…";
    private const string WideEnds = "。？！";
    private const string Closers = "\"'”’)]»」』";

    /// <summary>The sentences of a text without the space between them.</summary>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            int end = EndAt(text, index);
            if (end > 0)
            {
                yield return text[start..end].Trim();
                start = end;
                index = end - 1;
            }
        }

        if (start < text.Length && text[start..].Trim() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    /// <summary>Where a sentence ends whose mark stands at <paramref name="index"/>; 0 if none does.</summary>
    private static int EndAt(string text, int index)
    {
        bool isWide = WideEnds.Contains(text[index], StringComparison.Ordinal);
        if (!isWide && !Ends.Contains(text[index], StringComparison.Ordinal))
        {
            return 0;
        }

        int end = index + 1;
        while (end < text.Length && (Closers.Contains(text[end], StringComparison.Ordinal) || Ends.Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }

        if (isWide)
        {
            return end;
        }

        int next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return next > end && next < text.Length && !char.IsLower(text[next]) ? end : 0;
    }
}
