using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization;

/// <summary>
/// .NET's regular expressions see the characters above U+FFFF as two units of no category, where everyone else sees one letter or symbol.
/// So such a character is shown to them as one unit: a rare character of its own category, which no expression names.
/// </summary>
internal static class StandIns
{
    /// <summary>By category; what never occurs above U+FFFF has none and gets the one for unassigned codes.</summary>
    private static readonly Dictionary<UnicodeCategory, char> ByCategory = new()
    {
        [UnicodeCategory.UppercaseLetter] = '\uA640',
        [UnicodeCategory.LowercaseLetter] = '\uA641',
        [UnicodeCategory.ModifierLetter] = '\uA67F',
        [UnicodeCategory.OtherLetter] = '\uA500',
        [UnicodeCategory.NonSpacingMark] = '\uA802',
        [UnicodeCategory.SpacingCombiningMark] = '\uA823',
        [UnicodeCategory.DecimalDigitNumber] = '\uA620',
        [UnicodeCategory.LetterNumber] = '\uA6E6',
        [UnicodeCategory.OtherNumber] = '\uA830',
        [UnicodeCategory.DashPunctuation] = '\u2E3A',
        [UnicodeCategory.OtherPunctuation] = '\uA60D',
        [UnicodeCategory.MathSymbol] = '\u29B5',
        [UnicodeCategory.CurrencySymbol] = '\uA838',
        [UnicodeCategory.ModifierSymbol] = '\uA700',
        [UnicodeCategory.OtherSymbol] = '\uA490',
        [UnicodeCategory.Format] = '\u206A',
        [UnicodeCategory.PrivateUse] = '\uE000',
        [UnicodeCategory.OtherNotAssigned] = '\u0378',
    };

    /// <summary>The stand-in of a character above U+FFFF.</summary>
    public static char Of(Rune character) =>
        ByCategory.GetValueOrDefault(Rune.GetUnicodeCategory(character), ByCategory[UnicodeCategory.OtherNotAssigned]);

    /// <summary>The text with one unit a character, and for each of them, and the end, where it begins in the text.</summary>
    public static (string Text, List<int> Places) Replace(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        var places = new List<int>(text.Length + 1);
        int width;
        for (int at = 0; at < text.Length; at += width)
        {
            places.Add(at);
            Rune.DecodeFromUtf16(text[at..], out Rune character, out width);
            shown.Append(width == 2 ? Of(character) : text[at]);
        }

        places.Add(text.Length);
        return (shown.ToString(), places);
    }
}
