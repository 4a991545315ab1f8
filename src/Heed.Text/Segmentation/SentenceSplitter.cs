namespace Heed.Text.Segmentation;

/// <summary>
/// Cuts a text into sentences. What stands between two of them (spaces, line breaks, the bullet or number of a list's item, lines without a letter)
/// belongs to none, so that a text is put together again exactly by copying it.
/// </summary>
/// <remarks>
/// A line break always ends a sentence. A mark (<c>. ? ! …</c>, with closing quotes and brackets after it) does if space and a word that can begin a
/// sentence follow, unless <see cref="FullStops"/> knows better; the full-width marks of Chinese and Japanese need no space.
/// </remarks>
public static class SentenceSplitter
{
    /// <summary>The sentences in their order. Each has a letter, and neither begins nor ends with space.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">The text's language (<c>en</c>), whose abbreviations are known then; null for those of all languages.</param>
    /// <param name="fits">Whether a model can read a stretch at once; where it says no, a sentence is cut at sensible places. Null: everything fits.</param>
    public static IReadOnlyList<TextSpan> Split(string text, string? language = null, Func<string, bool>? fits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fullStops = new FullStops(text, Habits.Of(language));
        var spans = new List<TextSpan>();
        int start = ListMarker.Skip(text, 0, fullStops);
        for (int index = start; index < text.Length; index++)
        {
            if (Marks.IsLineBreak(text[index]))
            {
                Add(text, start, index, fits, spans);
                start = ListMarker.Skip(text, index + 1, fullStops);
                index = start - 1;
            }
            else if (SentenceEnd.At(text, start, index, fullStops) is { } mark)
            {
                if (mark.Ends)
                {
                    Add(text, start, mark.After, fits, spans);
                    start = mark.After;
                }

                index = mark.After - 1;
            }
        }

        Add(text, start, text.Length, fits, spans);
        return spans;
    }

    private static void Add(string text, int start, int end, Func<string, bool>? fits, List<TextSpan> spans)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (!HasLetter(text.AsSpan(start, end - start)))
        {
            return;
        }

        var sentence = new TextSpan(start, end - start);
        if (fits is null || fits(sentence.In(text)))
        {
            spans.Add(sentence);
            return;
        }

        // Each part again: of what a long "sentence" falls into, some parts may have no letter.
        int cut = LongSentence.Cut(text, sentence);
        if (cut == start)
        {
            spans.Add(sentence);
            return;
        }

        Add(text, start, cut, fits, spans);
        Add(text, cut, end, fits, spans);
    }

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsLetter(text[index]) || (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && IsLetter(text[index], text[index + 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetter(char high, char low) => char.IsLowSurrogate(low) && System.Text.Rune.IsLetter(new System.Text.Rune(high, low));
}
