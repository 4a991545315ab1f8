using Heed.Server.Engines;

namespace Heed.Server.LibreTranslate;

/// <summary>The languages of all translators.</summary>
internal sealed class LanguageList
{
    private readonly Dictionary<string, Language> byCode;

    public LanguageList(IEnumerable<LanguagePair> pairs)
    {
        LanguagePair[] all = [.. pairs];
        Sources = [.. all.Select(pair => pair.Source).Distinct()];
        All = [.. Sources.Union(all.Select(pair => pair.Target)).Select(code => new Language(
            code, LanguageNames.Of(code), [.. all.Where(pair => pair.Source == code).Select(pair => pair.Target).Order(StringComparer.Ordinal)]))];
        byCode = All.ToDictionary(language => language.Code);
    }

    /// <summary>Those that can be read, in the order of the models.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Those that can be read, then those that can only be written.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>The language of a code; null where no model knows it.</summary>
    public Language? Find(string code) => byCode.GetValueOrDefault(code);
}
