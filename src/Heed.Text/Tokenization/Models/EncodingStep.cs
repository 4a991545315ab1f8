namespace Heed.Text.Tokenization.Models;

/// <summary>One step on the way from a word to its pieces, for people to read.</summary>
/// <param name="What">What was done: "e + st, merge 12".</param>
/// <param name="Pieces">The pieces after it.</param>
public sealed record EncodingStep(string What, IReadOnlyList<string> Pieces);
