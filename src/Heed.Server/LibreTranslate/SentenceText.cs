using System.Text;
using Heed.Text.Segmentation;

namespace Heed.Server.LibreTranslate;

/// <summary>A plain text as the sentences to translate and what stands between them.</summary>
internal sealed class SentenceText
{
    private readonly string text;
    private readonly List<TextSpan> spans;

    /// <param name="text">The text.</param>
    /// <param name="language">Its language, whose abbreviations end no sentence; null: those of no language in particular.</param>
    /// <param name="fits">Whether the model can read a stretch at once.</param>
    public SentenceText(string text, string? language, Func<string, bool> fits)
    {
        this.text = text;
        spans = [.. SentenceSplitter.Split(text, language, fits).Where(span => HasWords(span.In(text)))];
        Sentences = [.. spans.Select(span => span.In(text))];
    }

    /// <summary>Sentences with at least a letter or a digit; what has none (spaces, emoji) is the same in every language.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>The text with translations in place of the sentences; all else is copied exactly.</summary>
    /// <param name="translations">One for each sentence.</param>
    /// <param name="isSpaced">Whether the language of the translations wants a space where one sentence follows another directly, as in Chinese.</param>
    public string Render(IReadOnlyList<string> translations, bool isSpaced)
    {
        var result = new StringBuilder();
        int end = 0;
        for (int index = 0; index < spans.Count; index++)
        {
            result.Append(text, end, spans[index].Start - end);
            if (isSpaced && index > 0 && spans[index].Start == end)
            {
                result.Append(' ');
            }

            result.Append(translations[index]);
            end = spans[index].End;
        }

        return result.Append(text, end, text.Length - end).ToString();
    }

    private static bool HasWords(string sentence) => sentence.EnumerateRunes().Any(Rune.IsLetterOrDigit);
}
