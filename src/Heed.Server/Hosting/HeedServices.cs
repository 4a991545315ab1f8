using Heed.Models;
using Heed.Models.Generation;
using Heed.Server.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Heed.Server.Hosting;

/// <summary>Heed as a service of an application.</summary>
public static class HeedServices
{
    /// <summary>
    /// Adds a <see cref="TextTranslator"/>: <c>services.AddHeedTranslator("models/en-de")</c>. The model is loaded when it is first asked for, once; requests of all
    /// parts of the application share its batches.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="folder">The model folder.</param>
    /// <param name="search">How translations are searched for; null: a beam of five.</param>
    /// <param name="limits">How much may wait and go through the model at once; null: the usual.</param>
    public static IServiceCollection AddHeedTranslator(this IServiceCollection services, string folder, SearchOptions? search = null, EngineLimits? limits = null)
    {
        services.AddSingleton(_ =>
        {
            var translator = Translator.Load(folder);
            var languages = new LanguagePair(translator.Model.Options.SourceLanguage ?? "", translator.Model.Options.TargetLanguage ?? "");
            return new TranslationEngine(translator, languages, search ?? new SearchOptions(), limits ?? new EngineLimits());
        });
        services.AddSingleton<TextTranslator>();
        return services;
    }
}
