namespace Heed.Text.Corpora;

/// <summary>A text and the class it belongs to, as the data call it.</summary>
public readonly record struct LabelledText(string Text, string Label);
