namespace Heed.Server.LibreTranslate;

/// <summary>A text's best translation, and others without blanks and duplicates, better ones first.</summary>
internal sealed record TranslatedText(string Text, IReadOnlyList<string> Alternatives);
