namespace Heed.Text.Languages;

/// <summary>A language's code (<c>en</c>) and how sure it is that a text is written in it, 0 to 100.</summary>
public readonly record struct DetectedLanguage(string Language, double Confidence);
