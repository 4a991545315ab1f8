namespace Heed.Server.LibreTranslate;

/// <summary>What <c>/translate</c> answers: texts for a text, arrays for an array.</summary>
internal sealed record TranslateAnswer
{
    /// <summary>string, or string[] for a batch.</summary>
    public required object TranslatedText { get; init; }

    /// <summary>Only where the language was detected; for a batch the same once a text.</summary>
    public object? DetectedLanguage { get; init; }

    /// <summary>Only where they were asked for: string[], or string[][] for a batch.</summary>
    public object? Alternatives { get; init; }

    public static TranslateAnswer Of(TranslateQuestion question, IReadOnlyList<TranslatedText> found) => new()
    {
        TranslatedText = question.IsBatch ? found.Select(text => text.Text).ToArray() : found[0].Text,
        DetectedLanguage = question.Detected is not { } detected ? null : question.IsBatch ? Enumerable.Repeat(detected, found.Count).ToArray() : detected,
        Alternatives = question.Alternatives == 0 ? null : question.IsBatch ? found.Select(text => text.Alternatives).ToArray() : found[0].Alternatives,
    };
}
