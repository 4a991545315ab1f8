using System.Text;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Languages;

/// <summary>Which languages a script is written for, as far as letters alone tell it.</summary>
internal static class ScriptLanguages
{
    /// <summary>The script whose languages only <see cref="LetterSequences"/> can tell apart.</summary>
    public const string Latin = "Latin";

    /// <summary>An ideograph says as much as a word's letters.</summary>
    public const int IdeographWeight = 3;

    // A script, the language of most who write it, and others with letters that only they have.
    private static readonly (string Script, string Language, (string Letters, string Language)[] Others)[] Known =
    [
        ("Cyrillic", "ru", [("іїєґІЇЄҐ", "uk"), ("ўЎ", "be"), ("ђћјљњџЂЋЈЉЊЏ", "sr"), ("әңғүұқөһӘҢҒҮҰҚӨҺ", "kk")]),
        ("Arabic", "ar", [("پچژگکی", "fa"), ("ٹڈڑںےہھ", "ur")]),
        ("Han", "zh", []), ("Bopomofo", "zh", []), ("Hiragana", "ja", []), ("Katakana", "ja", []), ("Hangul", "ko", []),
        ("Greek", "el", []), ("Hebrew", "he", []), ("Thai", "th", []), ("Devanagari", "hi", []), ("Bengali", "bn", []), ("Tamil", "ta", []), ("Telugu", "te", []),
        ("Gujarati", "gu", []), ("Gurmukhi", "pa", []), ("Kannada", "kn", []), ("Malayalam", "ml", []), ("Sinhala", "si", []), ("Georgian", "ka", []),
        ("Armenian", "hy", []), ("Khmer", "km", []), ("Lao", "lo", []), ("Myanmar", "my", []), ("Ethiopic", "am", []), ("Tibetan", "bo", []),
    ];

    private static readonly byte LatinNumber = ScriptTable.Instance.Number(Latin);
    private static readonly Dictionary<byte, int> ByNumber = Known.Index().ToDictionary(known => ScriptTable.Instance.Number(known.Item.Script), known => known.Index);

    /// <summary>All languages that a script stands for.</summary>
    public static IEnumerable<string> Languages => Known.SelectMany(known => known.Others.Select(other => other.Language).Prepend(known.Language)).Distinct();

    /// <summary>How many letters of the text belong to each language, and under <see cref="Latin"/> those of no language in particular.</summary>
    public static Dictionary<string, double> Count(ReadOnlySpan<char> text)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        var marked = new Dictionary<string, double>(StringComparer.Ordinal);
        double kana = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            byte number = ScriptTable.Instance.Of(rune);
            if (number == LatinNumber)
            {
                Add(counts, Latin, 1);
            }
            else if (ByNumber.TryGetValue(number, out int index))
            {
                (string script, string language, (string Letters, string Language)[] others) = Known[index];
                Add(counts, language, script == "Han" ? IdeographWeight : 1);
                kana += language == "ja" ? 1 : 0;
                foreach ((string letters, string other) in others)
                {
                    if (rune.IsBmp && letters.Contains((char)rune.Value))
                    {
                        Add(marked, other, 1);
                    }
                }
            }
        }

        // The letters that another language alone has decide for the script as a whole.
        foreach ((_, string language, (string Letters, string Language)[] others) in Known)
        {
            if (others.Length > 0 && others.MaxBy(other => marked.GetValueOrDefault(other.Language)).Language is { } best && marked.ContainsKey(best))
            {
                Move(counts, language, best);
            }
        }

        // Japanese is written with ideographs and kana, Chinese with ideographs alone.
        if (kana * 10 >= kana + (counts.GetValueOrDefault("zh") / IdeographWeight) && kana > 0)
        {
            Move(counts, "zh", "ja");
        }

        return counts;
    }

    private static void Add(Dictionary<string, double> counts, string key, double amount) => counts[key] = counts.GetValueOrDefault(key) + amount;

    private static void Move(Dictionary<string, double> counts, string from, string to)
    {
        if (counts.Remove(from, out double amount))
        {
            Add(counts, to, amount);
        }
    }
}
