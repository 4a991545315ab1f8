namespace Heed.Text.Segmentation;

/// <summary>A run of marks with the closing quotes and brackets behind it: where it is over, and whether a sentence ends there.</summary>
internal readonly record struct SentenceEnd(int After, bool Ends)
{
    // How far back the opening bracket of a closing one is sought; keeps the time linear.
    private const int Backward = 300;
    private const int LongestSpeaker = 12;

    /// <summary>Looks at the mark at <paramref name="index"/> of a sentence that begins at <paramref name="start"/>; null if there is no mark.</summary>
    public static SentenceEnd? At(string text, int start, int index, FullStops fullStops)
    {
        char mark = text[index];
        bool isWide = Marks.IsWideEnd(mark);
        if (!isWide && !Marks.IsEnd(mark))
        {
            return null;
        }

        int marks = index + 1;
        while (marks < text.Length && (Marks.IsEnd(text[marks]) || Marks.IsWideEnd(text[marks]) || IsSpacedEllipsis(text, marks)))
        {
            isWide |= Marks.IsWideEnd(text[marks++]);
        }

        int after = Closers(text, start, marks, isWide);
        if (after < text.Length && Marks.IsTitleCloser(text[after]))
        {
            return new SentenceEnd(after + 1, false);
        }

        if (EndsInsideBrackets(text, start, marks, after))
        {
            return new SentenceEnd(after, false);
        }

        if (isWide || IsBetweenIdeographs(text, index, after))
        {
            return new SentenceEnd(after, EndsWide(text, index, marks, after));
        }

        if (after >= text.Length || !char.IsWhiteSpace(text[after]))
        {
            return new SentenceEnd(after, false);
        }

        bool isSingleStop = mark == '.' && marks == index + 1;
        return new SentenceEnd(after, isSingleStop ? fullStops.End(start, index, after) : fullStops.MayBegin(after));
    }

    /// <summary>Behind closing quotes and brackets, footnotes as in Wikipedia, and a guillemet that French sets apart by a space.</summary>
    private static int Closers(string text, int start, int index, bool isWide)
    {
        while (index < text.Length)
        {
            int next = index;
            if (isWide ? Marks.IsWideCloser(text[index]) || (text[index] == '"' && IsOdd(text, start, index)) : Marks.IsCloser(text[index]))
            {
                next = index + 1;
            }
            else if (text[index] == '[')
            {
                int digits = index + 1;
                while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    digits++;
                }

                next = digits > index + 1 && digits < text.Length && text[digits] == ']' ? digits + 1 : index;
            }
            else if (text[index] is ' ' or '\u00A0' or '\u202F' && index + 1 < text.Length && text[index + 1] is '»' or '›'
                && (index + 2 == text.Length || !char.IsLetterOrDigit(text[index + 2])))
            {
                next = index + 2;
            }

            else if (text[index] == ' ' && index + 1 < text.Length && (text[index + 1] == '”' ? isWide : IsLoneQuote(text, start, index + 1)))
            {
                next = index + 2;
            }

            if (next == index)
            {
                break;
            }

            index = next;
        }

        return index;
    }

    /// <summary>Whether a quotation mark between spaces closes what was opened before it, as careless writers have it.</summary>
    private static bool IsLoneQuote(string text, int start, int index) =>
        text[index] == '"' && (index + 1 == text.Length || char.IsWhiteSpace(text[index + 1])) && IsOdd(text, start, index);

    /// <summary>Whether the quotation mark at <paramref name="index"/> closes: the sentence has an odd number before it.</summary>
    private static bool IsOdd(string text, int start, int index)
    {
        int from = Math.Max(start, index - Backward);
        return text.AsSpan(from, index - from).Count('"') % 2 == 1;
    }

    /// <summary>Whether a bracket closes behind the marks that opened within the sentence, as in "They (who else?) came".</summary>
    private static bool EndsInsideBrackets(string text, int start, int marks, int after)
    {
        int closer = marks;
        while (closer < after && !Marks.IsRoundCloser(text[closer]))
        {
            closer++;
        }

        if (closer == after)
        {
            return false;
        }

        int first = start;
        while (first < closer && char.IsWhiteSpace(text[first]))
        {
            first++;
        }

        for (int index = closer - 1; index > Math.Max(first, closer - Backward); index--)
        {
            if (Marks.IsRoundOpener(text[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The space of ". . .".</summary>
    private static bool IsSpacedEllipsis(string text, int index) => text[index] == ' ' && text[index - 1] == '.' && index + 1 < text.Length && text[index + 1] == '.';

    private static bool IsBetweenIdeographs(string text, int index, int after) =>
        text[index] != '…' && index > 0 && Marks.IsIdeograph(text[index - 1]) && after < text.Length && Marks.IsIdeograph(text[after]);

    private static bool EndsWide(string text, int index, int marks, int after)
    {
        if (after == text.Length)
        {
            return true;
        }

        char next = text[after];
        bool isQuoted = after > marks;
        bool isNumber = text[index] == '．' && char.IsDigit(next);
        return !isNumber && !Marks.IsContinuation(next) && !(isQuoted && (next is 'と' or 'っ' or 'な' || IsSpeaker(text, after)));
    }

    /// <summary>Whether only "he said" follows a quotation: “走！”他说。</summary>
    private static bool IsSpeaker(string text, int index)
    {
        int end = index;
        while (end < text.Length && end - index < LongestSpeaker && Marks.IsIdeograph(text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> clause = text.AsSpan(index, end - index);
        return clause.Length > 0 && "说說道问問喊答叫".Contains(clause[^1], StringComparison.Ordinal) && !clause.ContainsAny("没沒不未");
    }
}
