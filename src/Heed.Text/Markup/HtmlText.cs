using System.Net;
using System.Text;

namespace Heed.Text.Markup;

/// <summary>
/// The texts of a piece of HTML, and the same HTML with other texts in their places: <c>Parse(html)</c>, translate <see cref="Texts"/>, <see cref="Render"/>.
/// Every byte outside the texts stays as it is.
/// </summary>
public sealed class HtmlText
{
    private readonly List<string> texts = [];
    private readonly List<string> markup = []; // one more than texts

    private HtmlText()
    {
    }

    /// <summary>What is to be translated, in plain text without tags and entities. A text may hold several sentences.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>Reads HTML, however malformed: a whole page or a part of one.</summary>
    public static HtmlText Parse(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var page = new HtmlText();
        int start = 0;
        int markupStart = 0;
        while (start < html.Length)
        {
            int tag = html.IndexOf('<', start);
            int end = tag < 0 ? html.Length : tag;
            string text = html[start..end];
            if (!string.IsNullOrWhiteSpace(text))
            {
                int lead = text.Length - text.TrimStart().Length;
                int length = text.Trim().Length;
                page.markup.Add(html[markupStart..(start + lead)]);
                page.texts.Add(WebUtility.HtmlDecode(text.Substring(lead, length)));
                markupStart = start + lead + length;
            }

            int close = tag < 0 ? -1 : html.IndexOf('>', tag);
            start = close < 0 ? html.Length : close + 1;
        }

        page.markup.Add(html[markupStart..]);
        return page;
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

        var result = new StringBuilder();
        for (int index = 0; index < texts.Count; index++)
        {
            result.Append(markup[index]).Append(translations[index].Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));
        }

        return result.Append(markup[^1]).ToString();
    }
}
