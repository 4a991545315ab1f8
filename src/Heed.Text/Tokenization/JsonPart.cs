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

    public string String(string key) => OptionalString(key) ?? throw Error($"has no \"{key}\"");

    public string? OptionalString(string key) => OptionalElement(key) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Error($"has {Describe(value)} as \"{key}\" where a string is needed");

    /// <summary>A boolean; absent or null reads as <paramref name="absent"/>, which without a value is an error.</summary>
    public bool Boolean(string key, bool? absent = null) => OptionalElement(key) is not { } value
        ? absent ?? throw Error($"has no \"{key}\"")
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Error($"has {Describe(value)} as \"{key}\" where true or false is needed");

    public int Integer(string key) => Element(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number
        : throw Error($"has {Describe(Element(key))} as \"{key}\" where a whole number is needed");

    public JsonPart Part(string key) => new(Element(key), $"{Place}.{key}");

    public IEnumerable<JsonPart> Parts(string key) =>
        Elements(key).Select((item, index) => new JsonPart(item, $"{Place}.{key}[{index}]"));

    public IEnumerable<JsonElement> Elements(string key) => Element(key) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray()
        : throw Error($"has {Describe(Element(key))} as \"{key}\" where a list is needed");

    /// <summary>Throws unless the key is absent, null, or one of the values for which nothing has to be done.</summary>
    public void Unsupported(string key, params string[] harmless)
    {
        if (OptionalElement(key) is { } value && !harmless.Contains(value.GetRawText(), StringComparer.Ordinal))
        {
            string raw = value.GetRawText();
            throw Error($"has \"{key}\": {(raw.Length > 60 ? raw[..60] + "…" : raw)}, which Heed does not know");
        }
    }

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
