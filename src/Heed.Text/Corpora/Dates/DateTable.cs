using System.Text.Json;
using System.Text.Json.Serialization;

namespace Heed.Text.Corpora.Dates;

/// <summary>The embedded <c>dates.json</c>: what the corpus knows of Unicode CLDR.</summary>
internal sealed record DateTable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static DateTable Instance { get; } = Load();

    public required string About { get; init; }

    /// <summary>The version of CLDR that the table was taken from.</summary>
    public required string Cldr { get; init; }

    /// <summary>The version of the ICU library it was read through.</summary>
    public required string Icu { get; init; }

    /// <summary>The rows by locale name, for example <c>zh-CN</c>.</summary>
    public required Dictionary<string, DateLocale> Locales { get; init; }

    private static DateTable Load()
    {
        using var stream = typeof(DateTable).Assembly.GetManifestResourceStream("Heed.Text.Corpora.Dates.dates.json")!;
        return JsonSerializer.Deserialize<DateTable>(stream, Options)!;
    }
}
