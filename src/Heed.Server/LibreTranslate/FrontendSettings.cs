using Heed.Server.Engines;

namespace Heed.Server.LibreTranslate;

/// <summary>What <c>/frontend/settings</c> tells a client about the server.</summary>
internal static class FrontendSettings
{
    private const int TypingPause = 500; // milliseconds that a client waits for the next key before it asks

    public static object Of(LanguageList languages, ModelHub hub, ServerOptions options)
    {
        Language? target = hub.Translators is [TranslationEngine first, ..] ? languages.Find(first.Languages.Target) : null;
        return new
        {
            CharLimit = options.Requests.Characters,
            FrontendTimeout = TypingPause,
            ApiKeys = options.ApiKeys is not null,
            KeyRequired = options.ApiKeys is not null,
            Suggestions = false,
            FilesTranslation = true,
            SupportedFilesFormat = (string[])[FileQuestion.Extension],
            Language = new { Source = new { Code = "auto", Name = "Auto Detect" }, Target = new { Code = target?.Code ?? "", Name = target?.Name ?? "" } },
        };
    }
}
