using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>One object of a tokenizer.json, read strictly: what is missing, of another type, or never asked for is an error that names it.</summary>
internal sealed class JsonPart
{
    private readonly JsonElement element;
    private readonly HashSet<string> read = [];

    public JsonPart(JsonElement element, string place)
    {
        this.element = element;
        Place = place;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Error($"is {Describe(element)} where an object is needed");
        }
    }

    /// <summary>File and path inside it, for messages.</summary>
    public string Place { get; }

    public UserException Error(string what) => new($"{Place} {what}.");

    public JsonElement Element(string key)
    {
        read.Add(key);
        return element.TryGetProperty(key, out JsonElement value) ? value : throw Error($"has no \"{key}\"");
    }

    /// <summary>The element, or null where the key is absent or its value is null.</summary>
    public JsonElement? OptionalElement(string key)
    {
        read.Add(key);
        return element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Whether the key is there and not null; it does not count as read.</summary>
    public bool Has(string key) => element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public string String(string key) => OptionalString(key) ?? throw Error($"has no \"{key}\"");

    public string? OptionalString(string key) => OptionalElement(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Error($"has {Describe(value)} as \"{key}\" where a string is needed");

    /// <summary>A boolean; absent or null reads as <paramref name="absent"/>, which without a value is an error.</summary>
    public bool Boolean(string key, bool? absent = null) => OptionalElement(key) is not { } value
        ? absent ?? throw Error($"has no \"{key}\"")
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Error($"has {Describe(value)} as \"{key}\" where true or false is needed");

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, or null.</summary>
    public double? OptionalNumber(string key, double least, double most) => OptionalElement(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= least && number <= most ? number
        : throw Error($"has {Describe(value)} as \"{key}\" where a number from {least} to {most} is needed");

    public int Integer(string key) => Element(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number
        : throw Error($"has {Describe(Element(key))} as \"{key}\" where a whole number is needed");

    /// <summary>The keys of an object that is a table.</summary>
    public IEnumerable<string> Keys() => element.EnumerateObject().Select(property => property.Name);

    public JsonPart Part(string key) => new(Element(key), $"{Place}.{key}");

    /// <summary>False where the key is absent or null.</summary>
    public bool TryPart(string key, [NotNullWhen(true)] out JsonPart? part)
    {
        part = OptionalElement(key) is { } value ? new JsonPart(value, $"{Place}.{key}") : null;
        return part is not null;
    }

    /// <summary>One of some words; absent reads as <paramref name="absent"/>, which without a value is an error.</summary>
    public string OneOf(string key, string? absent, params string[] words)
    {
        string word = OptionalString(key) ?? absent ?? String(key);
        return words.Contains(word, StringComparer.Ordinal) ? word
            : throw Error($"has \"{word}\" as \"{key}\", which Heed does not know; it knows {string.Join(", ", words)}");
    }

    public IEnumerable<JsonPart> Parts(string key) =>
        Elements(key).Select((item, index) => new JsonPart(item, $"{Place}.{key}[{index}]"));

    public IEnumerable<JsonElement> Elements(string key) => Element(key) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray()
        : throw Error($"has {Describe(Element(key))} as \"{key}\" where a list is needed");

    /// <summary>Throws for the first key that nothing asked for.</summary>
    public void Finish()
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!read.Contains(property.Name))
            {
                throw Error($"has a key \"{property.Name}\", which Heed does not know");
            }
        }
    }

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the string \"{value.GetString()}\"",
        _ => value.GetRawText(),
    };
}
