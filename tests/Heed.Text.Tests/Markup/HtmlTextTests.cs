using Heed.Text.Markup;

namespace Heed.Text.Tests.Markup;

public sealed class HtmlTextTests
{
    // A small dictionary stands for a model; what it does not know it says in capitals.
    private static readonly Dictionary<string, string> German = new(StringComparer.Ordinal)
    {
        ["The red car is fast."] = "Das rote Auto ist schnell.",
        ["red car"] = "rotes Auto",
        ["red"] = "rot",
        ["The"] = "Die",
        ["is fast."] = "ist schnell.",
        ["I have read the whole book, Anna."] = "Ich habe das ganze Buch gelesen, Anna.",
        ["have read"] = "habe gelesen",
        ["whole book"] = "ganzes Buch",
        ["I"] = "Ich",
        ["the"] = "das",
        [", Anna."] = ", Anna.",
        ["I like cats."] = "我喜欢猫。",
        ["cats"] = "猫",
        ["I like"] = "我喜欢",
        ["Press Enter now."] = "Jetzt Enter drücken.",
        ["Five < six & more"] = "Fünf < sechs & mehr",
    };

    [Theory]
    [InlineData("<p>The <b>red car</b> is fast.</p>", "<p>Das <b>rote Auto</b> ist schnell.</p>")]
    [InlineData("<p>The <a href=\"/x?a=1&b=2\"><i>red</i> car</a> is fast.</p>", "<p>Das <a href=\"/x?a=1&b=2\"><i>rote</i> Auto</a> ist schnell.</p>")]
    [InlineData("I like <em class='c'>cats</em>.", "我喜欢<em class='c'>猫</em>。")]
    [InlineData("Press <kbd>Enter</kbd> now.", "Jetzt <kbd>Enter</kbd> drücken.")]
    [InlineData("I have read the <b>whole book</b>, Anna.", "Ich habe das <b>ganze Buch</b> gelesen, Anna.")]
    [InlineData("I <b>have read</b> the whole book, Anna.", "Ich <b>habe</b> das ganze Buch gelesen, Anna.")]
    [InlineData("<b>The red car is fast.</b>", "<b>Das rote Auto ist schnell.</b>")]
    [InlineData("<li> The\n   <b>red car</b>\n is fast.\n</li>", "<li> Das <b>rote Auto</b> ist schnell.\n</li>")]
    [InlineData("<p>Five &lt; six &amp; more</p>", "<p>Fünf &lt; sechs &amp; mehr</p>")]
    public void Inline_tags_go_around_the_words_they_belong_to(string html, string expected) => Assert.Equal(expected, Translate(html));

    [Fact]
    public void Words_that_are_not_found_in_the_whole_are_translated_piece_by_piece()
    {
        HtmlText page = HtmlText.Parse("<p>one <b>two</b> three <i>four</i></p>");
        Assert.Equal(["one two three four", "one", "two", "three", "four"], page.Texts);
        Assert.Equal("<p>un <b>deux</b> trois <i>quatre</i></p>", page.Render(["nothing alike", "un", "deux", "trois", "quatre"]));
    }

    [Theory]
    [InlineData("<h1>One</h1><p>Two<br>three</p><td>four<td>five", "One|Two|three|four|five")]
    [InlineData("<title>A &amp; <b></title><body>c", "A & <b>|c")]
    [InlineData("a<div>b</div>c <span>d</span> e", "a|b|c d e|c|d|e")]
    [InlineData("<script>var a = '<p>no</p>';</script><style>p { content: 'no' }</style>yes", "yes")]
    [InlineData("<SCRIPT>no</scripty>no</Script >yes", "yes")]
    [InlineData("<code>no</code><pre><code>no\nno</code></pre><kbd>no</kbd><svg><text>no</text></svg>", "")]
    [InlineData("<p translate=no>no <b>no</b></p><p class='x notranslate'>no</p><p translate=\"yes\">yes</p>", "yes")]
    [InlineData("<div translate='no'><div>no</div>no</div>yes", "yes")]
    [InlineData("<a title=\"no\">yes</a><img alt='no'><input placeholder=no value=no>", "yes")]
    [InlineData("<!-- no --><!doctype html><?no no?><![CDATA[no <b>no]]><!no>yes<!--no", "yes")]
    [InlineData("<!-->yes<!--->yes too<!-- a -- b --!>and this", "yesyes tooand this")]
    [InlineData("<a href='>'>yes</a><a title=\">no\">yes</a>", "yes yes")]
    [InlineData("1 < 2 <3 > 4 and a<b", "1 < 2 <3 > 4 and a")]
    [InlineData("cut <a href=\"never closed", "cut")]
    [InlineData("cut <b", "cut")]
    [InlineData("</ no>yes</p x='>'>more", "yes|more")]
    [InlineData("&lt;b&gt; &quot;x&quot; &#65;&#x42;&#67 caf&eacute; &copy2020 AT&T &amp", "<b> \"x\" ABC café ©2020 AT&T &")]
    [InlineData("a &nosuch; b", "a b|a|b")]
    [InlineData("<pre>one\n  two</pre>", "one\n  two")]
    [InlineData("<ul>\n <li>1.</li>\n <li>🙂</li> <li>&nbsp;</li></ul>", "")]
    [InlineData("<code>unclosed and yes", "unclosed and yes")]
    [InlineData("", "")]
    public void Only_what_people_read_is_translated(string html, string expected)
    {
        HtmlText page = HtmlText.Parse(html);
        Assert.Equal(expected.Replace("yes yes", "yesyes", StringComparison.Ordinal), string.Join('|', page.Texts.Where(text => !IsPiece(text, page.Texts))));
        Assert.Equal(html, page.Render(page.Texts));
    }

    [Theory]
    [InlineData("<b>one <i>two</b> three</i> four", "<b>ONE <i>TWO</b> THREE</i> FOUR")]
    [InlineData("<b>one <p>two</b> three</p>", "<b>ONE <p>TWO</b> THREE</p>")]
    [InlineData("one</b> two", "ONE</b> TWO")]
    [InlineData("go <img src=x> now", "GO <img src=x> NOW")]
    [InlineData("<img src=x> go now <img src=y>", "<img src=x> GO NOW <img src=y>")]
    [InlineData("one <b></b> two<!-- c --> three", "ONE <b></b> TWO<!-- c --> THREE")]
    [InlineData("use <code>f(x)</code>, then <code>g()</code>.", "USE <code>f(x)</code>, THEN <code>g()</code>.")]
    [InlineData("see <span translate=no>Bob</span>", "SEE <span translate=no>Bob</span>")]
    [InlineData("&nbsp;one&nbsp;<b>two</b>", "&nbsp;ONE&nbsp;<b>TWO</b>")]
    [InlineData("<textarea>one <b>two</textarea>", "<textarea>ONE &lt;B&gt;TWO</textarea>")]
    public void Markup_stays_where_it_was_if_the_words_do(string html, string expected)
    {
        HtmlText page = HtmlText.Parse(html);
        Assert.Equal(expected, page.Render([.. page.Texts.Select(text => text.ToUpperInvariant().Replace("F(X)", "f(x)", StringComparison.Ordinal).Replace("G()", "g()", StringComparison.Ordinal))]));
    }

    [Fact]
    public void A_translation_cannot_write_tags()
    {
        HtmlText page = HtmlText.Parse("<p>a <b>c</b></p>");
        Assert.Equal("<p>&lt;script&gt; &amp;lt; &lt;<b>c</b>&gt;</p>", page.Render(["<script> &lt; <c>", "x", "<c>"]));
    }

    [Fact]
    public void Every_text_needs_its_translation() =>
        Assert.Contains("1 texts, but 2", Assert.Throws<ArgumentException>(() => HtmlText.Parse("a").Render(["b", "c"])).Message, StringComparison.Ordinal);

    private static string Translate(string html)
    {
        HtmlText page = HtmlText.Parse(html);
        return page.Render([.. page.Texts.Select(text => German.GetValueOrDefault(text, text.ToUpperInvariant()))]);
    }

    // A text that another one holds was asked for in addition, to find its tags.
    private static bool IsPiece(string text, IReadOnlyList<string> texts) =>
        texts.Any(other => other != text && other.Contains(text, StringComparison.Ordinal) && texts.Count > 1 && other.Contains("yes", StringComparison.Ordinal));
}
