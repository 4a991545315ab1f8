using System.Globalization;
using System.Text;

namespace Heed.Text.Metrics;

/// <summary>
/// Python's <c>str.split</c>, <c>strip</c> and <c>lower</c>. The published scores are defined by them, and .NET's counterparts differ:
/// U+001C–U+001F separate words only in Python, <c>İ</c> becomes two characters, and a final sigma has a form of its own.
/// </summary>
internal static class PythonText
{
    private const int CapitalSigma = 0x3A3;
    private const int CapitalDottedI = 0x130;

    /// <summary>True for what Python's <c>str.split()</c> separates words at.</summary>
    public static bool IsWhiteSpace(int codePoint) =>
        codePoint <= 0xFFFF && (char.IsWhiteSpace((char)codePoint) || codePoint is >= 0x1C and <= 0x1F);

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = TrimEnd(text);
        int start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    /// <summary>The words of a text, in order, as ranges into it.</summary>
    public static IEnumerable<Range> Words(string text)
    {
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i > start)
            {
                yield return start..i;
            }

            start = i + 1;
        }
    }

    /// <summary>Lower-cases by Unicode's full mapping, without regard to a language.</summary>
    public static string Lower(string text)
    {
        if (!text.Contains((char)CapitalSigma) && !text.Contains((char)CapitalDottedI))
        {
            return text.ToLowerInvariant();
        }

        Rune[] runes = [.. text.EnumerateRunes()];
        var lower = new StringBuilder(text.Length + 1);
        for (int i = 0; i < runes.Length; i++)
        {
            lower.Append(runes[i].Value switch
            {
                CapitalDottedI => "i\u0307",
                CapitalSigma => IsFinalSigma(runes, i) ? "ς" : "σ",
                _ => Rune.ToLowerInvariant(runes[i]).ToString(),
            });
        }

        return lower.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before, none after, case-ignorable characters skipped on both sides.</summary>
    private static bool IsFinalSigma(Rune[] runes, int index)
    {
        int before = index - 1;
        while (before >= 0 && IsCaseIgnorable(runes[before]))
        {
            before--;
        }

        int after = index + 1;
        while (after < runes.Length && IsCaseIgnorable(runes[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(runes[before]) && !(after < runes.Length && IsCased(runes[after]));
    }

    private static bool IsCaseIgnorable(Rune rune) =>
        CharUnicodeInfo.GetUnicodeCategory(rune.Value) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        // The punctuation that word breaking keeps inside a word (MidLetter, MidNumLet, Single_Quote).
        || rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    private static bool IsCased(Rune rune) =>
        CharUnicodeInfo.GetUnicodeCategory(rune.Value) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
        // Ordinal indicators, Roman numerals, circled and squared letters (Other_Lowercase and Other_Uppercase).
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
