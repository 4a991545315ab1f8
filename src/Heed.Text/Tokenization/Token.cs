namespace Heed.Text.Tokenization;

/// <summary>One piece of an encoded text and where it came from.</summary>
/// <param name="Id">Id in the vocabulary.</param>
/// <param name="Start">First UTF-16 unit of the text that the piece covers.</param>
/// <param name="End">The unit after the last one; equal to <paramref name="Start"/> for a piece that stands for no character of the text.</param>
public readonly record struct Token(int Id, int Start, int End);
