namespace Heed.Text.Corpora.Dates;

/// <summary>A language that the corpus of dates translates English into.</summary>
public sealed class DateLanguage
{
    private readonly bool _keepsHour12;

    private DateLanguage(string tag, string name, string locale, bool keepsHour12)
    {
        Tag = tag;
        Name = name;
        Locale = DateTable.Instance.Locales[locale];
        _keepsHour12 = keepsHour12;
    }

    /// <summary>The languages there are, in the order in which help texts list them.</summary>
    public static IReadOnlyList<DateLanguage> All { get; } =
    [
        new("zh", "Chinese", "zh-CN", keepsHour12: true),
        new("de", "German", "de-DE", keepsHour12: false),
        new("fr", "French", "fr-FR", keepsHour12: false),
        new("ja", "Japanese", "ja-JP", keepsHour12: true),
        new("es", "Spanish", "es-ES", keepsHour12: false),
    ];

    /// <summary>The ISO 639 code, for example <c>zh</c>.</summary>
    public string Tag { get; }

    /// <summary>The English name, for example <c>Chinese</c>.</summary>
    public string Name { get; }

    internal DateLocale Locale { get; }

    /// <summary>The language with this ISO 639 code.</summary>
    /// <exception cref="UserException">There is none; the message lists those there are.</exception>
    public static DateLanguage Find(string tag) => All.FirstOrDefault(language => language.Tag == tag)
        ?? throw new UserException($"The built-in dates are not available in '{tag}'; choose one of {string.Join(", ", All.Select(language => language.Tag))}.");

    /// <summary>Writes a moment as this language answers the English wording <paramref name="form"/>.</summary>
    internal string Write(DateTime moment, DateForm form) => Locale.Write(moment, form.Date, TargetTime(form.Time));

    // German, French and Spanish have no words of their own for AM and PM in daily use; they write the hour of the day.
    private TimeStyle TargetTime(TimeStyle source) => source switch
    {
        TimeStyle.Hour12 when !_keepsHour12 => TimeStyle.Hour24,
        TimeStyle.Hour12Seconds when !_keepsHour12 => TimeStyle.Hour24Seconds,
        _ => source,
    };
}
