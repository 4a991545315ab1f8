using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.Patterns;

/// <summary>What the expressions of tokenizers ask about a character.</summary>
[Flags]
internal enum CharacterClass : byte
{
    None = 0,

    /// <summary><c>\p{L}</c></summary>
    Letter = 1,

    /// <summary><c>\p{M}</c></summary>
    Mark = 2,

    /// <summary><c>\p{N}</c></summary>
    Number = 4,

    /// <summary><c>\s</c></summary>
    Space = 8,
}

/// <summary>The classes of all characters, looked up instead of worked out.</summary>
internal static class CharacterClasses
{
    private static readonly CharacterClass[] Table = Build();

    /// <summary>
    /// The classes of the character at a place, and how many units it has. Above U+FFFF those of its stand-in, so that a pattern written
    /// by hand says the same as its expression; half a surrogate pair has none.
    /// </summary>
    public static CharacterClass Of(ReadOnlySpan<char> text, int at, out int width)
    {
        char unit = text[at];
        if (char.IsSurrogate(unit) && Rune.DecodeFromUtf16(text[at..], out Rune character, out width) == System.Buffers.OperationStatus.Done)
        {
            return Table[StandIns.Of(character)];
        }

        width = 1;
        return Table[unit];
    }

    /// <summary>The end of the characters that have any of the classes, from a place on.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int at, CharacterClass any)
    {
        while (at < text.Length && (Of(text, at, out int width) & any) != 0)
        {
            at += width;
        }

        return at;
    }

    private static CharacterClass[] Build()
    {
        var table = new CharacterClass[char.MaxValue + 1];
        for (int unit = 0; unit < table.Length; unit++)
        {
            CharacterClass category = char.GetUnicodeCategory((char)unit) switch
            {
                <= UnicodeCategory.OtherLetter => CharacterClass.Letter,
                <= UnicodeCategory.EnclosingMark => CharacterClass.Mark,
                <= UnicodeCategory.OtherNumber => CharacterClass.Number,
                _ => CharacterClass.None,
            };
            table[unit] = category | (char.IsWhiteSpace((char)unit) ? CharacterClass.Space : CharacterClass.None);
        }

        return table;
    }
}
