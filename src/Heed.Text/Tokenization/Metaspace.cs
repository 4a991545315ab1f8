using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>Where a text gets a space that it does not have: before every word that lacks one, before the first, or nowhere.</summary>
public enum SpacePrefix
{
    Always,
    First,
    Never,
}

/// <summary>The "Metaspace" part, which tokenizer.json writes the same way as pre-tokenizer and as decoder.</summary>
internal static class Metaspace
{
    public static (char Replacement, SpacePrefix Prefix, bool Split) Read(JsonPart json)
    {
        string replacement = json.String("replacement");
        if (replacement.Length != 1)
        {
            throw json.Error($"has \"{replacement}\" as \"replacement\" where one character is needed");
        }

        // Files from before 2024 say add_prefix_space instead, and none say both differently.
        bool add = json.Boolean("add_prefix_space", absent: true);
        string scheme = json.OptionalString("prepend_scheme") ?? (add ? "always" : "never");
        SpacePrefix prefix = scheme switch
        {
            "always" => SpacePrefix.Always,
            "first" => SpacePrefix.First,
            "never" => SpacePrefix.Never,
            _ => throw json.Error($"has \"{scheme}\" as \"prepend_scheme\" where always, first or never is needed"),
        };
        return (replacement[0], prefix, json.Boolean("split", absent: true));
    }

    public static void Write(Utf8JsonWriter json, char replacement, SpacePrefix prefix, bool split)
    {
        json.WriteStartObject();
        json.WriteString("type", "Metaspace");
        json.WriteString("replacement", [replacement]);
        json.WriteString("prepend_scheme", prefix switch { SpacePrefix.Always => "always", SpacePrefix.First => "first", _ => "never" });
        json.WriteBoolean("split", split);
        json.WriteEndObject();
    }
}
