using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Heed.Text.Markup;

namespace Heed.Text.Tests.Markup;

/// <summary>What holds of any HTML and any translation.</summary>
public sealed partial class HtmlPropertyTests
{
    private static readonly Gen<string> Broken = Gen.OneOf<string>(
        "<", ">", "</", "/>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "<!", "&", ";", "&amp;", "&lt", "&#60;", "&nosuch;", "\"", "'", "=", " ", "\n", "\u00A0", "x", "word", "Word two.", "好", "\uD83D", "🙂", "1",
        "<p>", "</p>", "<b>", "</b>", "<i class='a>b'>", "</i>", "<br>", "<br/>", "<img alt=\"a\">", "<code>", "</code>", "<script>", "</script>", "<title>", "</title>", "<pre>", "</pre>", "<span translate=no>", "</span>", "<a href=", "</a >")
        .Array[0, 40].Select(string.Concat);

    private static readonly Gen<string> Words = Gen.OneOf<string>("dog", "cat", "the", "house", "runs", "猫", "Ä", ".", ",", "&amp;", " ", " ", " ", "\n").Array[1, 8].Select(string.Concat);

    private static readonly Gen<string> WellFormed = Nested(4);

    [Fact]
    public void The_tokens_are_the_input() => Broken.Sample(html => Assert.Equal(html, string.Concat(HtmlTokenizer.Read(html).Select(token => token.Raw))), iter: 500);

    [Fact]
    public void Texts_that_translate_to_themselves_leave_the_html_as_it_was() => Broken.Sample(html =>
    {
        HtmlText page = HtmlText.Parse(html);
        Assert.Equal(html, page.Render(page.Texts));
    }, iter: 500);

    [Fact]
    public void Every_tag_survives_any_translation() => Gen.Select(WellFormed, Gen.Int[0, 3]).Sample((html, way) =>
    {
        HtmlText page = HtmlText.Parse(html);
        string result = page.Render([.. page.Texts.Select(text => Disturb(text, way))]);
        Assert.Equal(Tags().Matches(html).Select(tag => tag.Value).Order(), Tags().Matches(result).Select(tag => tag.Value).Order());
        XElement.Parse($"<root>{result.Replace("&nbsp;", "&#160;", StringComparison.Ordinal)}</root>"); // throws if tags overlap
    }, iter: 300);

    [Fact]
    public void Malformed_html_survives_any_translation() => Gen.Select(Broken, Gen.Int[0, 3]).Sample((html, way) =>
    {
        HtmlText page = HtmlText.Parse(html);
        string result = page.Render([.. page.Texts.Select(text => Disturb(text, way))]);
        Assert.Equal(Markup(html), Markup(result));
    }, iter: 500);

    [Theory]
    [InlineData("<")]
    [InlineData("<b>")]
    [InlineData("<b>x</b> ")]
    [InlineData("</b>")]
    [InlineData("<b><i>x")]
    [InlineData("<code>")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<a href=\"")]
    [InlineData("<script>")]
    [InlineData("&nosuch; x ")]
    [InlineData("&")]
    [InlineData("<p>word ")]
    [InlineData("</title ")]
    [InlineData("<img>x ")]
    public void Time_grows_with_the_length_of_the_html(string part)
    {
        string html = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        HtmlText page = HtmlText.Parse(html);
        page.Render([.. page.Texts.Select(text => text.ToUpperInvariant())]);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    private static Gen<string> Nested(int depth)
    {
        Gen<string> element = depth == 0 ? Words : Gen.Select(
            Gen.OneOf<string>("b", "i", "a", "span", "p", "div", "code"),
            Nested(depth - 1).Array[0, 3].Select(string.Concat),
            (name, inside) => $"<{name} id=\"{name}{depth}\">{inside}</{name}>");
        return Gen.OneOf(Words, element, Gen.Const("<img src=\"x\" />"), Gen.Const("<br />")).Array[1, 4].Select(string.Concat);
    }

    // Translations that keep, change, turn round or lose the words.
    private static string Disturb(string text, int way) => way switch
    {
        0 => text.ToUpperInvariant(),
        1 => string.Join(' ', text.Split(' ').Reverse()),
        2 => "",
        _ => text + " <&> " + text,
    };

    private static IEnumerable<string> Markup(string html) =>
        HtmlTokenizer.Read(html).Where(token => token.Kind is HtmlTokenKind.StartTag or HtmlTokenKind.EndTag).Select(token => token.Raw).Order();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
