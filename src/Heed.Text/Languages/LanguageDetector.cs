namespace Heed.Text.Languages;

/// <summary>
/// Tells in which language a text is written: by its script where that is enough, by sequences of letters for languages of the Latin script
/// (<see cref="LetterSequences"/>).
/// </summary>
public static class LanguageDetector
{
    // So much of a text is enough to be sure, and bounds the time for a long one.
    private const int LongestText = 4000;

    // Sequences overlap, so their evidence is not independent: each letter is counted about four times, and neighbours resemble each other. Found on Tatoeba's
    // training sentences, cut to 10, 20 and 40 letters, where the confidence then is the share of right answers.
    private const double Overlap = 8;

    // How much more probable a language is beforehand if the caller names it among those that come into question.
    private const double Expected = 10;

    private static readonly string[] Known = [.. LetterSequences.Instance.Languages.Concat(ScriptLanguages.Languages).Distinct()];

    /// <summary>The codes of all languages that can be told apart.</summary>
    public static IReadOnlyList<string> Languages => Known;

    /// <summary>
    /// How sure it is of each language that the text is written in it, best first. A confidence is the share of the text's letters times the probability that they are of the language;
    /// a text without letters has 0 in every one.
    /// </summary>
    /// <param name="text">Any text. Addresses of pages and people in it do not count.</param>
    /// <param name="among">The languages that come into question, all of which the result has; null for <see cref="Languages"/>. Of <c>zh-Hans</c> the first part counts.
    /// A language that Heed does not know has confidence 0.</param>
    public static IReadOnlyList<DetectedLanguage> Detect(string text, IReadOnlyCollection<string>? among = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        string words = WordsOf(text);
        Dictionary<string, double> counts = ScriptLanguages.Count(words);
        double letters = counts.Values.Sum();
        if (counts.Remove(ScriptLanguages.Latin, out double latin))
        {
            Share(latin, LetterSequences.Instance.Score(words), among, counts);
        }

        return [.. (among ?? Known).Distinct(StringComparer.Ordinal)
            .Select(language => new DetectedLanguage(language, letters == 0 ? 0 : Math.Round(100 * counts.GetValueOrDefault(Primary(language)) / letters, 1)))
            .OrderByDescending(language => language.Confidence)];
    }

    /// <summary>The beginning of the text without what holds no words of a language.</summary>
    private static string WordsOf(string text)
    {
        string beginning = text.Length > LongestText ? text[..LongestText] : text;
        return string.Join(' ', beginning.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word =>
            !word.Contains("://", StringComparison.Ordinal) && !word.Contains('@', StringComparison.Ordinal) && !word.StartsWith("www.", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Shares out letters of the Latin script in proportion to the probabilities, a softmax of the scores.</summary>
    private static void Share(double letters, double[] scores, IReadOnlyCollection<string>? among, Dictionary<string, double> counts)
    {
        string[] languages = LetterSequences.Instance.Languages;
        var expected = (among ?? []).Select(Primary).ToHashSet(StringComparer.Ordinal);
        double best = scores.Max();
        double[] probabilities = [.. scores.Select((score, index) => Math.Exp((score - best) / Overlap) * (expected.Contains(languages[index]) ? Expected : 1))];
        double sum = probabilities.Sum();
        for (int index = 0; index < languages.Length; index++)
        {
            counts[languages[index]] = counts.GetValueOrDefault(languages[index]) + (letters * probabilities[index] / sum);
        }
    }

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();
}
