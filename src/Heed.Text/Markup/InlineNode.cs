namespace Heed.Text.Markup;

/// <summary>A part of a line of text in HTML.</summary>
/// <param name="Raw">As it is written.</param>
/// <param name="Text">The characters in it, without tags.</param>
internal abstract record InlineNode(string Raw, string Text)
{
    /// <summary>Whether there is anything to translate or to place by its words.</summary>
    public bool HasLetters => Text.Any(char.IsLetterOrDigit);
}

/// <summary>Characters.</summary>
internal sealed record TextNode(string Raw, string Text) : InlineNode(Raw, Text)
{
    /// <summary>What HTML takes for space between words; not the no-break space.</summary>
    public const string Space = " \t\r\n\f";

    /// <summary>The HTML with another text, between the same spaces.</summary>
    public string With(string text)
    {
        int lead = Raw.AsSpan().TrimStart(Space).Length;
        int trail = Raw.AsSpan().TrimEnd(Space).Length;
        return Raw[..^lead] + CharacterReferences.Encode(text) + Raw[Math.Max(Raw.Length - lead, trail)..];
    }
}

/// <summary>What is kept as it is: a picture, a comment, a lone tag, or an element that is not to be translated.</summary>
internal sealed record AtomNode(string Raw, string Text) : InlineNode(Raw, Text);

/// <summary>An element with its children, which has both its tags.</summary>
internal sealed record ElementNode(string Open, IReadOnlyList<InlineNode> Children, string Close)
    : InlineNode(Open + string.Concat(Children.Select(child => child.Raw)) + Close, string.Concat(Children.Select(child => child.Text)));

/// <summary>A tag whose partner has not been sought yet.</summary>
internal sealed record TagNode(HtmlToken Token) : InlineNode(Token.Raw, "");
