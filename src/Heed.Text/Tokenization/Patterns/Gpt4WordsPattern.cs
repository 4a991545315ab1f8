namespace Heed.Text.Tokenization.Patterns;

/// <summary>
/// GPT-4's words, which Llama 3 has too: English endings in any case, letters with any one sign before them, at most three digits, other
/// signs with a space before and line ends behind them, line ends with the white space before them, and white space.
/// </summary>
internal sealed class Gpt4WordsPattern : HandWrittenPattern
{
    /// <summary>The expression.</summary>
    public const string Words =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const int MostDigits = 3;
    private const CharacterClass NotASign = CharacterClass.Letter | CharacterClass.Number | CharacterClass.Space;

    public override string Expression => Words;

    public override void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = End(text, start);
            matches.Add((start, end));
            start = end;
        }
    }

    private static int End(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && EndingLength(text[(start + 1)..]) is > 0 and int length)
        {
            return start + 1 + length;
        }

        CharacterClass first = CharacterClasses.Of(text, start, out int width);
        if ((first & CharacterClass.Letter) != 0)
        {
            return CharacterClasses.EndOfRun(text, start + width, CharacterClass.Letter);
        }

        if ((first & CharacterClass.Number) != 0)
        {
            return EndOfDigits(text, start);
        }

        int second = start + width;
        if (text[start] is not ('\r' or '\n') && Is(text, second, CharacterClass.Letter))
        {
            return CharacterClasses.EndOfRun(text, second, CharacterClass.Letter);
        }

        int sign = text[start] == ' ' ? second : start;
        return sign < text.Length && (CharacterClasses.Of(text, sign, out _) & NotASign) == 0 ? EndOfSigns(text, sign) : EndOfSpace(text, start);
    }

    /// <summary>The length of s, t, m, d, re, ve or ll, in any case, at the beginning; 0 where none is there.</summary>
    private static int EndingLength(ReadOnlySpan<char> text) => text switch
    {
        [] => 0,
        [var one, ..] when (one | ' ') is 's' or 't' or 'm' or 'd' => 1,
        [var one, var two, ..] when ((one | ' ') is 'r' or 'v' && (two | ' ') == 'e') || ((one | ' ') == 'l' && (two | ' ') == 'l') => 2,
        _ => 0,
    };

    private static int EndOfDigits(ReadOnlySpan<char> text, int at)
    {
        for (int count = 0; count < MostDigits && Is(text, at, CharacterClass.Number); count++)
        {
            CharacterClasses.Of(text, at, out int width);
            at += width;
        }

        return at;
    }

    private static int EndOfSigns(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (CharacterClasses.Of(text, at, out int width) & NotASign) == 0)
        {
            at += width;
        }

        while (at < text.Length && text[at] is '\r' or '\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>To behind the last line end; else all but the last space, which goes with the next word; else all.</summary>
    private static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        int end = CharacterClasses.EndOfRun(text, start, CharacterClass.Space);
        int lineEnd = text[start..end].LastIndexOfAny('\r', '\n');
        return lineEnd >= 0 ? start + lineEnd + 1
            : end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static bool Is(ReadOnlySpan<char> text, int at, CharacterClass kind) =>
        at < text.Length && (CharacterClasses.Of(text, at, out _) & kind) != 0;
}
