using System.Text;

namespace Heed.Text.Markup;

/// <summary>
/// The texts of a piece of HTML, and the same HTML with other texts in their places: <c>Parse(html)</c>, translate <see cref="Texts"/>, <see cref="Render"/>.
/// Every byte outside the texts stays as it is, and a text whose translation is itself stays as it was written.
/// </summary>
/// <remarks>
/// Block elements divide texts; inline ones (<c>&lt;b&gt;</c>, <c>&lt;a&gt;</c>) stay around the words that they belong to, as far as these are found in the translation. Scripts, styles, code, formulas,
/// whatever has <c>translate="no"</c> or the class <c>notranslate</c>, comments and attributes are not translated.
/// </remarks>
public sealed class HtmlText
{
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<Func<IReadOnlyList<string>, string>> parts;

    private HtmlText(string html)
    {
        var reader = new HtmlReader(HtmlTokenizer.Read(html));
        parts = reader.Read(Request);
    }

    /// <summary>What is to be translated, in plain text without tags and entities, each once. A text may hold several sentences, and lines where the HTML keeps them (<c>&lt;pre&gt;</c>).</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>Reads HTML, however malformed: a whole page or a part of one.</summary>
    public static HtmlText Parse(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new HtmlText(html);
    }

    /// <summary>The HTML with <paramref name="translations"/> in place of <see cref="Texts"/>, in their order.</summary>
    /// <exception cref="ArgumentException">There are more or fewer translations than texts.</exception>
    public string Render(IReadOnlyList<string> translations)
    {
        ArgumentNullException.ThrowIfNull(translations);
        if (translations.Count != texts.Count)
        {
            throw new ArgumentException($"There are {texts.Count} texts, but {translations.Count} translations.", nameof(translations));
        }

        var html = new StringBuilder();
        foreach (Func<IReadOnlyList<string>, string> part in parts)
        {
            html.Append(part(translations));
        }

        return html.ToString();
    }

    private int Request(string text)
    {
        int place = places.TryGetValue(text, out int known) ? known : texts.Count;
        if (place == texts.Count)
        {
            texts.Add(text);
            places.Add(text, place);
        }

        return place;
    }
}
