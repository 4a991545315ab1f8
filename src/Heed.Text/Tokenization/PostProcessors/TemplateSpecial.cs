using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>What a special token of a template stands for.</summary>
/// <param name="Name">As the template names it.</param>
/// <param name="Ids">One or more tokens.</param>
/// <param name="Pieces">Their pieces.</param>
public sealed record TemplateSpecial(string Name, IReadOnlyList<int> Ids, IReadOnlyList<string> Pieces)
{
    internal static TemplateSpecial Read(JsonPart json)
    {
        var special = new TemplateSpecial(
            json.String("id"),
            [.. json.Elements("ids").Select(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int number) ? number
                : throw json.Error($"has {JsonPart.Describe(id)} in \"ids\" where whole numbers are needed"))],
            [.. json.Elements("tokens").Select(piece => piece.ValueKind == JsonValueKind.String ? piece.GetString()!
                : throw json.Error($"has {JsonPart.Describe(piece)} in \"tokens\" where strings are needed"))]);
        json.Finish();
        return special.Ids.Count == special.Pieces.Count ? special : throw json.Error("has not as many \"ids\" as \"tokens\"");
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(Name);
        json.WriteString("id", Name);
        json.WriteStartArray("ids");
        foreach (int id in Ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("tokens");
        foreach (string piece in Pieces)
        {
            json.WriteStringValue(piece);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
