using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.Unicode;

/// <summary>Groups of Unicode's general categories that normalizers and pre-tokenizers ask for.</summary>
internal static class CharacterKinds
{
    /// <summary>Cc, Cf or Co.</summary>
    public static bool IsControl(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    /// <summary>Any category P, and all of ASCII's signs, of which Unicode calls some symbols ($ + &lt; = &gt; ^ ` | ~).</summary>
    public static bool IsPunctuation(Rune character) => character.IsAscii
        ? char.IsAsciiLetterOrDigit((char)character.Value) is false && character.Value is > ' ' and < '\u007F'
        : Rune.GetUnicodeCategory(character) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    /// <summary>Mn: a mark that takes no room of its own, as accents do.</summary>
    public static bool IsAccent(Rune character) => Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;

    /// <summary>Any category M.</summary>
    public static bool IsMark(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>
    /// Chinese characters as BERT knows them. Its table, and that of all who follow it, leaves out U+2B820 to U+2B91F; no vocabulary has them.
    /// </summary>
    public static bool IsChinese(Rune character) => character.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
