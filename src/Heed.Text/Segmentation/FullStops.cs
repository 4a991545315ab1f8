namespace Heed.Text.Segmentation;

/// <summary>Tells the full stop of a sentence from that of an abbreviation, an initial, or an ordinal number.</summary>
internal sealed class FullStops(string text, Habits habits)
{
    private const int LongestWord = 24;

    /// <summary>Whether the single full stop at <paramref name="index"/>, with all that closes behind it up to <paramref name="after"/>, ends the sentence from <paramref name="start"/>.</summary>
    public bool End(int start, int index, int after)
    {
        if (!MayBegin(after))
        {
            return false;
        }

        // A quotation or bracket that closes here was a sentence of its own.
        if (after > index + 1)
        {
            return true;
        }

        int wordStart = WordBefore(start, index);
        string word = text[wordStart..index];
        string next = WordAfter(after);
        if (word.Length == 0)
        {
            return true;
        }

        // "Q. How", "2. The": a sentence is more than its letter or number.
        if ((word.Length == 1 || IsNumber(word)) && text.AsSpan(start, wordStart - start).Trim().IsEmpty)
        {
            return false;
        }

        if (IsNumber(word))
        {
            return !IsOrdinal(start, wordStart, word, next);
        }

        word = word[(word.LastIndexOf('-') + 1)..]; // non-U.S.

        bool numberFollows = next.Length > 0 && (char.IsDigit(next[0]) || IsRoman(next));
        if (habits.ExpectsNumber(word) && numberFollows)
        {
            return false;
        }

        if (word.Length == 0)
        {
            return true;
        }

        if (habits.NeverEnds(word) || habits.NeverEnds(WithLetterBefore(start, wordStart, word)) || IsFirstLetterOfTwo(word, after))
        {
            return false;
        }

        if (habits.MayEnd(word) || IsDotted(word))
        {
            return !numberFollows && habits.IsStarter(next);
        }

        return !IsInitial(word, next, start, wordStart);
    }

    /// <summary>Whether what follows the space at <paramref name="after"/> can begin a sentence: anything but a small letter or a mark.</summary>
    public bool MayBegin(int after)
    {
        int index = after;
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            if (Marks.IsLineBreak(text[index]))
            {
                return true;
            }

            index++;
        }

        while (index < text.Length && (Marks.IsOpener(text[index]) || text[index] == ' '))
        {
            index++;
        }

        return index == text.Length || !(char.IsLower(text[index]) || Marks.IsContinuation(text[index]));
    }

    /// <summary>Whether "3." at the beginning of a line is a date rather than the number of a list's item.</summary>
    public bool IsDate(int after) => habits.FollowsOrdinal(WordAfter(after));

    private static bool IsNumber(string word) => word.All(char.IsDigit);

    private static bool IsRoman(string word) => word.All(letter => letter is 'I' or 'V' or 'X' or 'L' or 'C' or 'D' or 'M');

    /// <summary>Single letters with full stops between them: U.S, z.B, p.m.</summary>
    private static bool IsDotted(string word)
    {
        for (int index = 0; index < word.Length; index++)
        {
            if (index % 2 == 0 ? !char.IsLetter(word[index]) : word[index] != '.')
            {
                return false;
            }
        }

        return word.Length > 1 && word.Length % 2 == 1;
    }

    /// <summary>"B" as "z.B" where "z. " stands before it: some write abbreviations with spaces.</summary>
    private string WithLetterBefore(int start, int wordStart, string word)
    {
        bool isSpaced = word.Length == 1 && wordStart - start >= 3 && char.IsWhiteSpace(text[wordStart - 1]) && text[wordStart - 2] == '.' && char.IsLetter(text[wordStart - 3]);
        return isSpaced ? $"{text[wordStart - 3]}.{word}" : word;
    }

    /// <summary>The "z." of "z. B.".</summary>
    private bool IsFirstLetterOfTwo(string word, int after) =>
        word.Length == 1 && after + 2 < text.Length && char.IsLetter(text[after + 1]) && text[after + 2] == '.' && habits.NeverEnds($"{word}.{text[after + 1]}");

    private bool IsInitial(string word, string next, int start, int wordStart)
    {
        // v. Chr.
        if (word.Length == 1 && char.IsLower(word[0]) && wordStart > start && char.IsWhiteSpace(text[wordStart - 1]))
        {
            return true;
        }

        bool isPartOfAWord = wordStart > start && !char.IsWhiteSpace(text[wordStart - 1]) && !Marks.IsOpener(text[wordStart - 1]); // 90 °F.
        if (word.Length != 1 || !char.IsUpper(word[0]) || isPartOfAWord || habits.IsStarter(next))
        {
            return false;
        }

        // "So am I. Mary" ends with a pronoun, "Plan B. Mary" is read as a name.
        int end = wordStart;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return word != "I" || end == start || !char.IsLower(text[WordBefore(start, end)]);
    }

    private bool IsOrdinal(int start, int wordStart, string number, string next)
    {
        if (number.Length > 3 || next.Length == 0 || !char.IsLetter(next[0]))
        {
            return false;
        }

        if (habits.FollowsOrdinal(next))
        {
            return true;
        }

        int end = wordStart;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return habits.OrdinalsBeforeNouns && number.Length < 3 && end > start && !habits.IsStarter(next);
    }

    /// <summary>Where the word before <paramref name="end"/> begins, with full stops and hyphens inside it.</summary>
    private int WordBefore(int start, int end)
    {
        int index = end;
        while (index > start && end - index < LongestWord && (char.IsLetterOrDigit(text[index - 1]) || text[index - 1] is '.' or '-' or '§' or '№'))
        {
            index--;
        }

        return index;
    }

    private string WordAfter(int index)
    {
        while (index < text.Length && !Marks.IsLineBreak(text[index]) && (char.IsWhiteSpace(text[index]) || Marks.IsOpener(text[index])))
        {
            index++;
        }

        int end = index;
        while (end < text.Length && end - index < LongestWord && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end < text.Length && end > index && text[end] is '\'' or '’')
        {
            return text[index..end] + "'";
        }

        return text[index..end];
    }
}
