namespace Heed.Text.Markup;

/// <summary>
/// Cuts HTML into tags, text and the rest, as browsers do with well-formed and malformed pages alike (the tokenization stage of the HTML standard, without the tree). The tokens put
/// together are the input.
/// </summary>
internal static class HtmlTokenizer
{
    public static List<HtmlToken> Read(string html)
    {
        var tokens = new List<HtmlToken>();
        int start = 0;
        while (start < html.Length)
        {
            int end = TokenEnd(html, start, out HtmlTokenKind kind, out string name);
            Add(tokens, new HtmlToken(kind, html[start..end], name));
            start = end;
            if (kind == HtmlTokenKind.StartTag && HtmlElements.IsRaw(name))
            {
                end = RawEnd(html, start, name);
                Add(tokens, new HtmlToken(HtmlElements.HoldsText(name) ? HtmlTokenKind.Text : HtmlTokenKind.Other, html[start..end], ""));
                start = end;
            }
        }

        return tokens;
    }

    // A "<" that begins no tag is text like what stands around it.
    private static void Add(List<HtmlToken> tokens, HtmlToken token)
    {
        if (token.Kind == HtmlTokenKind.Text && tokens.Count > 0 && tokens[^1].Kind == HtmlTokenKind.Text)
        {
            tokens[^1] = tokens[^1] with { Raw = tokens[^1].Raw + token.Raw };
        }
        else if (token.Raw.Length > 0)
        {
            tokens.Add(token);
        }
    }

    private static int TokenEnd(string html, int start, out HtmlTokenKind kind, out string name)
    {
        kind = HtmlTokenKind.Text;
        name = "";
        if (html[start] != '<')
        {
            return Or(html.IndexOf('<', start), html);
        }

        char next = start + 1 < html.Length ? html[start + 1] : ' ';
        if (char.IsAsciiLetter(next))
        {
            return TagEnd(html, start, start + 1, HtmlTokenKind.StartTag, out kind, out name);
        }

        bool isEndTag = next == '/' && start + 2 < html.Length;
        if (isEndTag && char.IsAsciiLetter(html[start + 2]))
        {
            return TagEnd(html, start, start + 2, HtmlTokenKind.EndTag, out kind, out name);
        }

        if (!isEndTag && next is not ('!' or '?'))
        {
            // All "<" of a row at once, so that a row of them takes no longer than it is long.
            int end = start + 1;
            while (end < html.Length && html[end] is '<' or ' ' && !(html[end] == '<' && end + 1 < html.Length && (char.IsAsciiLetter(html[end + 1]) || html[end + 1] is '/' or '!' or '?')))
            {
                end++;
            }

            return end;
        }

        kind = HtmlTokenKind.Other;
        return string.CompareOrdinal(html, start, "<!--", 0, 4) == 0 ? CommentEnd(html, start)
            : string.CompareOrdinal(html, start, "<![CDATA[", 0, 9) == 0 ? After(html, start, "]]>")
            : After(html, start, ">");
    }

    private static int TagEnd(string html, int start, int nameStart, HtmlTokenKind whenClosed, out HtmlTokenKind kind, out string name)
    {
        int end = HtmlAttributes.TagEnd(html, start);
        int nameEnd = nameStart;
        while (nameEnd < html.Length && html[nameEnd] is not ('>' or '/') && !char.IsWhiteSpace(html[nameEnd]))
        {
            nameEnd++;
        }

        kind = end < 0 ? HtmlTokenKind.Other : whenClosed;
        name = end < 0 ? "" : html[nameStart..nameEnd].ToLowerInvariant();
        return Or(end, html);
    }

    private static int CommentEnd(string html, int start)
    {
        if (string.CompareOrdinal(html, start, "<!-->", 0, 5) == 0)
        {
            return start + 5;
        }

        if (string.CompareOrdinal(html, start, "<!--->", 0, 6) == 0)
        {
            return start + 6;
        }

        int end = html.IndexOf("--", start + 4, StringComparison.Ordinal);
        while (end >= 0 && end + 2 < html.Length)
        {
            if (html[end + 2] == '>')
            {
                return end + 3;
            }

            if (string.CompareOrdinal(html, end, "--!>", 0, 4) == 0)
            {
                return end + 4;
            }

            end = html.IndexOf("--", end + 1, StringComparison.Ordinal);
        }

        return html.Length;
    }

    /// <summary>Where the inside of a script and its like ends: before its end tag, or with the text.</summary>
    private static int RawEnd(string html, int start, string name)
    {
        string tag = "</" + name;
        int end = html.IndexOf(tag, start, StringComparison.OrdinalIgnoreCase);
        while (end >= 0 && end + tag.Length < html.Length && html[end + tag.Length] is not ('>' or '/') && !char.IsWhiteSpace(html[end + tag.Length]))
        {
            end = html.IndexOf(tag, end + 1, StringComparison.OrdinalIgnoreCase);
        }

        return Or(end, html);
    }

    private static int After(string html, int start, string mark)
    {
        int end = html.IndexOf(mark, start, StringComparison.Ordinal);
        return end < 0 ? html.Length : end + mark.Length;
    }

    private static int Or(int end, string html) => end < 0 ? html.Length : end;
}
