using Heed.Server.Engines;
using Heed.Text.Languages;
using Microsoft.AspNetCore.Http;

namespace Heed.Server.Inspection;

/// <summary>Finds the model that a request of the page asks for.</summary>
internal sealed class PageModels(ModelHub hub, ServerOptions options)
{
    /// <summary>What a request writes for a language that is to be detected.</summary>
    public const string Auto = "auto";

    public IReadOnlyList<TranslationEngine> All => hub.Translators;

    /// <summary>The model of a pair; with <see cref="Auto"/>, that of the language of <paramref name="text"/>, which is returned too.</summary>
    /// <exception cref="ApiException">There is none, or the text is longer than the server takes.</exception>
    public (TranslationEngine Engine, DetectedLanguage? Detected) Find(string source, string target, string text)
    {
        if (options.Requests.Characters >= 0 && text.Length > options.Requests.Characters)
        {
            throw new ApiException(StatusCodes.Status413PayloadTooLarge, $"The text has {text.Length} characters; the server takes at most {options.Requests.Characters}.");
        }

        (string from, string into) = (source.ToLowerInvariant(), target.ToLowerInvariant());
        DetectedLanguage? detected = from == Auto ? Detect(text, into) : null;
        return (hub.Find(detected?.Language ?? from, into) ?? throw NoModel(source, target), detected);
    }

    private DetectedLanguage Detect(string text, string target)
    {
        string[] among = [.. hub.Translators.Where(engine => engine.Languages.Target == target).Select(engine => engine.Languages.Source)];
        return among.Length == 0 ? throw NoModel(Auto, target) : LanguageDetector.Detect(text, among)[0];
    }

    private ApiException NoModel(string source, string target) => new(
        StatusCodes.Status404NotFound,
        $"No model translates {source} to {target}; there are {string.Join(", ", hub.Translators.Select(engine => engine.Name))}.");
}
