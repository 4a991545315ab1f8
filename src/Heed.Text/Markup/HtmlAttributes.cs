namespace Heed.Text.Markup;

/// <summary>The attributes of a tag: where the tag ends depends on them, for a value in quotes may hold ">".</summary>
internal static class HtmlAttributes
{
    /// <summary>The place behind the tag that begins at <paramref name="start"/>, -1 if it does not end; its attributes go into <paramref name="attributes"/>, names in lower case.</summary>
    public static int TagEnd(string html, int start, Dictionary<string, string>? attributes = null)
    {
        int index = start + 1;
        while (index < html.Length && html[index] != '>' && !char.IsWhiteSpace(html[index]) && (html[index] != '/' || index == start + 1))
        {
            index++;
        }

        while (index < html.Length)
        {
            if (html[index] == '>')
            {
                return index + 1;
            }

            index = char.IsWhiteSpace(html[index]) || html[index] == '/' ? index + 1 : AttributeEnd(html, index, attributes);
        }

        return -1;
    }

    private static int AttributeEnd(string html, int start, Dictionary<string, string>? attributes)
    {
        int end = start + 1;
        while (end < html.Length && html[end] is not ('=' or '>' or '/') && !char.IsWhiteSpace(html[end]))
        {
            end++;
        }

        int index = SkipSpace(html, end);
        string value = "";
        int after = end;
        if (index < html.Length && html[index] == '=')
        {
            index = SkipSpace(html, index + 1);
            after = ValueEnd(html, index, out value);
        }

        attributes?.TryAdd(html[start..end].ToLowerInvariant(), value);
        return after;
    }

    private static int ValueEnd(string html, int start, out string value)
    {
        value = "";
        if (start >= html.Length || html[start] == '>')
        {
            return start;
        }

        int end = start;
        if (html[start] is '"' or '\'')
        {
            end = html.IndexOf(html[start], start + 1);
            value = end < 0 ? "" : html[(start + 1)..end];
            return end < 0 ? html.Length : end + 1;
        }

        while (end < html.Length && html[end] != '>' && !char.IsWhiteSpace(html[end]))
        {
            end++;
        }

        value = html[start..end];
        return end;
    }

    private static int SkipSpace(string html, int index)
    {
        while (index < html.Length && char.IsWhiteSpace(html[index]))
        {
            index++;
        }

        return index;
    }
}
