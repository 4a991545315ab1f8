namespace Heed.Server.Completions;

/// <summary>OpenAI's objects as they are written to JSON.</summary>
internal sealed record CompletionAnswer(string Id, string Object, long Created, string Model, IReadOnlyList<ChoiceAnswer> Choices, UsageAnswer? Usage);

internal sealed record ChoiceAnswer(string Text, int Index, LogProbabilityAnswer? Logprobs, string? FinishReason)
{
    /// <summary>A piece, or all pieces of a text together.</summary>
    public static ChoiceAnswer Of(int index, CompletionPiece piece, bool withLogProbabilities) =>
        new(piece.Text, index, withLogProbabilities ? LogProbabilityAnswer.Of(piece.Entries) : null, piece.FinishReason);
}

internal sealed record LogProbabilityAnswer(
    IReadOnlyList<string> Tokens, IReadOnlyList<float?> TokenLogprobs, IReadOnlyList<IReadOnlyDictionary<string, float>?>? TopLogprobs, IReadOnlyList<int> TextOffset)
{
    public static LogProbabilityAnswer Of(IReadOnlyList<TokenEntry> entries) => new(
        [.. entries.Select(entry => entry.Text)],
        [.. entries.Select(entry => entry.LogProbability)],
        entries.Any(entry => entry.Likely is not null) ? [.. entries.Select(entry => entry.Likely)] : null,
        [.. entries.Select(entry => entry.Offset)]);
}

internal sealed record UsageAnswer(int PromptTokens, int CompletionTokens, int TotalTokens);
