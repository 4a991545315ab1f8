using System.Text.Json.Serialization;
using Heed.Text.Languages;

namespace Heed.Server.LibreTranslate;

/// <summary>A language that a text may be in.</summary>
internal sealed record Detection([property: JsonConverter(typeof(Confidence))] double Confidence, string Language)
{
    /// <summary>The languages among <paramref name="codes"/> that a text may be in, best first; at least one.</summary>
    public static IReadOnlyList<Detection> Of(string text, IReadOnlyCollection<string> codes)
    {
        Detection[] found = [.. LanguageDetector.Detect(text, codes).Select(language => new Detection(language.Confidence, language.Language))];
        Detection[] likely = [.. found.Where(detection => detection.Confidence > 0)];
        return likely.Length > 0 ? likely : found[..1];
    }
}
