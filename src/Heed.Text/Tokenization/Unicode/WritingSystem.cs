using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.Unicode;

/// <summary>
/// Which characters may share a piece: those of one script, where Chinese characters and kana are one, as they mix within words, and
/// digits, punctuation and symbols are another.
/// </summary>
internal static class WritingSystem
{
    /// <summary>Goes with whatever is before it: combining marks.</summary>
    public const int Any = -1;

    private const int LongVowelMark = 0x30FC;
    private static readonly byte Han = ScriptTable.Instance.Number("Han");
    private static readonly byte Hiragana = ScriptTable.Instance.Number("Hiragana");
    private static readonly byte Katakana = ScriptTable.Instance.Number("Katakana");

    /// <summary>A number that characters of the same system share.</summary>
    public static int Of(Rune character)
    {
        if (Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
        {
            return Any;
        }

        byte script = ScriptTable.Instance.Of(character);
        return script == Hiragana || script == Katakana || character.Value == LongVowelMark ? Han : script;
    }
}
