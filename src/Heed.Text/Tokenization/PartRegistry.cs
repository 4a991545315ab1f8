namespace Heed.Text.Tokenization;

/// <summary>The kinds of one family of parts (normalizers, decoders, …) by the name that tokenizer.json gives them under "type".</summary>
internal sealed class PartRegistry<TPart>(string family, Dictionary<string, Func<JsonPart, TPart>> kinds)
{
    /// <exception cref="UserException">The type is unknown (the message names it and lists what exists), the part has an unknown key, or what it holds does not fit together.</exception>
    public TPart Read(JsonPart json, string? absent = null)
    {
        string type = json.OptionalString("type") ?? absent ?? json.String("type");
        if (!kinds.TryGetValue(type, out Func<JsonPart, TPart>? read))
        {
            throw json.Error($"is a {family} of type \"{type}\", which Heed does not know; it knows {string.Join(", ", kinds.Keys)}");
        }

        try
        {
            TPart part = read(json);
            json.Finish();
            return part;
        }
        catch (ArgumentException exception)
        {
            throw json.Error($"is not consistent: {exception.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Null for an absent or null element.</summary>
    public TPart? ReadOptional(JsonPart owner, string key) =>
        owner.TryPart(key, out JsonPart? part) ? Read(part) : default;
}
