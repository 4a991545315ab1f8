namespace Heed.Server.Completions;

/// <summary>A piece of a growing text.</summary>
/// <param name="Text">What is new.</param>
/// <param name="Entries">Its tokens with their log-probabilities; none where they were not asked for.</param>
/// <param name="FinishReason">With the last piece, why the text ends: <c>stop</c> or <c>length</c>.</param>
internal sealed record CompletionPiece(string Text, IReadOnlyList<TokenEntry> Entries, string? FinishReason);

/// <summary>A token in an answer: its text, its log-probability, likely tokens at its place, and where in the text it begins.</summary>
internal sealed record TokenEntry(string Text, float? LogProbability, IReadOnlyDictionary<string, float>? Likely, int Offset);
