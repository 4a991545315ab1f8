namespace Heed.Text.Markup;

/// <summary>What a stretch of HTML is.</summary>
internal enum HtmlTokenKind
{
    Text,
    StartTag,
    EndTag,

    /// <summary>A comment, a document type, a processing instruction, a tag that the file's end cuts off, the inside of a script.</summary>
    Other,
}

/// <summary>A stretch of HTML as it is written; <paramref name="Name"/> is the lower-case name of a tag and empty otherwise.</summary>
internal readonly record struct HtmlToken(HtmlTokenKind Kind, string Raw, string Name);
