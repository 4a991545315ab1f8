using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Patterns;

/// <summary>GPT-2's words: English endings, letters, numbers or other signs with a space before them, and white space.</summary>
internal sealed class Gpt2WordsPattern : HandWrittenPattern
{
    private const CharacterClass Named = CharacterClass.Letter | CharacterClass.Number | CharacterClass.Space;

    public override string Expression => ByteLevelPreTokenizer.Words;

    public override void FindAll(ReadOnlySpan<char> text, List<(int Start, int End)> matches)
    {
        int end;
        for (int start = 0; start < text.Length; start = end)
        {
            end = start + Ending(text[start..]);
            if (end == start)
            {
                int first = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
                end = EndOfWord(text, first);
                end = end > first ? end : EndOfSpace(text, start);
            }

            matches.Add((start, end));
        }
    }

    /// <summary>Units of 's, 't, 're, 've, 'm, 'll or 'd, or 0.</summary>
    private static int Ending(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    private static int EndOfWord(ReadOnlySpan<char> text, int first)
    {
        CharacterClass kind = CharacterClasses.Of(text, first, out int width) & Named;
        int end = first + width;
        if (kind is CharacterClass.Letter or CharacterClass.Number)
        {
            return CharacterClasses.EndOfRun(text, end, kind);
        }

        if (kind == CharacterClass.Space)
        {
            return first;
        }

        while (end < text.Length && (CharacterClasses.Of(text, end, out width) & Named) == 0)
        {
            end += width;
        }

        return end;
    }

    /// <summary>All white space, but for the last of several before a word, which may go with that.</summary>
    private static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        int end = CharacterClasses.EndOfRun(text, start, CharacterClass.Space);
        return end < text.Length && end > start + 1 ? end - 1 : end;
    }
}
