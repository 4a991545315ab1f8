using System.Collections.Frozen;

namespace Heed.Text.Markup;

/// <summary>What the names of elements say about the text in them.</summary>
internal static class HtmlElements
{
    // Those of LibreTranslate, and what holds formulas, pictures and code.
    private static readonly FrozenSet<string> Untranslated = FrozenSet.Create(
        StringComparer.Ordinal,
        ["address", "applet", "audio", "canvas", "code", "embed", "iframe", "kbd", "math", "noembed", "noframes", "object", "plaintext", "samp", "script", "style", "svg", "time", "var", "video", "xmp"]);

    private static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.Ordinal,
        ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "nobr", "picture", "q", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr"]);

    private static readonly FrozenSet<string> Void = FrozenSet.Create(
        StringComparer.Ordinal,
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);

    private static readonly FrozenSet<string> Raw = FrozenSet.Create(
        StringComparer.Ordinal,
        ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"]);

    /// <summary>Whether its words are no language, or its author's alone.</summary>
    public static bool IsUntranslated(string name) => Untranslated.Contains(name);

    /// <summary>Whether it stands in a line of text: the sentence goes on before and behind it. A line break divides sentences.</summary>
    public static bool IsInline(string name) => Inline.Contains(name);

    /// <summary>Whether it has no end tag.</summary>
    public static bool IsVoid(string name) => Void.Contains(name);

    /// <summary>Whether it holds characters only, with no tag but its own end.</summary>
    public static bool IsRaw(string name) => Raw.Contains(name);

    /// <summary>Of those the ones whose characters are text to read.</summary>
    public static bool HoldsText(string name) => name is "title" or "textarea";

    /// <summary>Whether line breaks and spaces are shown as they are.</summary>
    public static bool KeepsSpace(string name) => name is "pre" or "textarea" or "listing";
}
