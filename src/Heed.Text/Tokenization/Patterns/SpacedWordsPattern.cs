namespace Heed.Text.Tokenization.Patterns;

/// <summary>
/// Words with the space before them, written ▁: an apostrophe or hyphen between letters goes with the letters after it (don 't,
/// T -shirt); otherwise letters with their marks, one digit, or a run of anything else.
/// </summary>
internal sealed class SpacedWordsPattern : HandWrittenPattern
{
    /// <summary>The expression.</summary>
    public const string Words = @"['’-][\p{L}\p{M}]+|▁?[\p{L}\p{M}]+|▁?\p{N}|▁?[^▁\p{L}\p{M}\p{N}]+";

    private const char Space = '▁';
    private const CharacterClass Letters = CharacterClass.Letter | CharacterClass.Mark;

    public override string Expression => Words;

    public override void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        for (int start = 0; start < text.Length;)
        {
            int first = text[start] == Space || (text[start] is '\'' or '’' or '-' && IsLetter(text, start + 1)) ? start + 1 : start;
            int end = first == text.Length || text[first] == Space ? first : End(text, first);
            if (end > first)
            {
                matches.Add((start, end));
            }

            start = end;
        }
    }

    private static int End(ReadOnlySpan<char> text, int first)
    {
        CharacterClass kind = CharacterClasses.Of(text, first, out int width);
        int end = first + width;
        return (kind & Letters) != 0 ? CharacterClasses.EndOfRun(text, end, Letters)
            : (kind & CharacterClass.Number) != 0 ? end
            : EndOfOthers(text, end);
    }

    private static int EndOfOthers(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] != Space
            && (CharacterClasses.Of(text, at, out int width) & (Letters | CharacterClass.Number)) == 0)
        {
            at += width;
        }

        return at;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int at) =>
        at < text.Length && (CharacterClasses.Of(text, at, out _) & Letters) != 0;
}
