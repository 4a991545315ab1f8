using System.Text;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Languages;

/// <summary>Tells in which language a text is written.</summary>
public static class LanguageDetector
{
    private static readonly (string Script, string[] Languages)[] Scripts =
    [
        ("Latin", ["en", "de", "fr"]), ("Han", ["zh", "ja"]), ("Hiragana", ["ja"]), ("Katakana", ["ja"]), ("Hangul", ["ko"]), ("Cyrillic", ["ru"]), ("Arabic", ["ar"]),
        ("Greek", ["el"]), ("Hebrew", ["he"]), ("Thai", ["th"]), ("Devanagari", ["hi"]),
    ];

    /// <summary>The languages that a text may be written in, best first; a text without letters has confidence 0 in each.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="among">The languages that come into question; null for all that are known. An unknown one is in the result with confidence 0.</param>
    public static IReadOnlyList<DetectedLanguage> Detect(string text, IReadOnlyCollection<string>? among = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, double> found = (among ?? [.. Scripts.SelectMany(script => script.Languages).Distinct()]).Distinct().ToDictionary(language => language, _ => 0.0);
        int letters = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            byte script = ScriptTable.Instance.Of(rune);
            foreach ((string name, string[] languages) in Scripts)
            {
                if (script == ScriptTable.Instance.Number(name) && Array.Find(languages, found.ContainsKey) is { } language)
                {
                    found[language]++;
                    letters++;
                }
            }
        }

        return [.. found.Select(pair => new DetectedLanguage(pair.Key, letters == 0 ? 0 : 100 * pair.Value / letters)).OrderByDescending(language => language.Confidence)];
    }
}
