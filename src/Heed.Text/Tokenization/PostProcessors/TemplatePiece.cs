using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>A place in a template: for a text, or for a special token.</summary>
public readonly record struct TemplatePiece
{
    private TemplatePiece(int? text, string? special, int type)
    {
        Text = text;
        Special = special;
        Type = type;
    }

    /// <summary>0 for the first text, 1 for the second; null for a special token.</summary>
    public int? Text { get; }

    /// <summary>The special token; null for a text.</summary>
    public string? Special { get; }

    /// <summary>The type of the tokens here.</summary>
    public int Type { get; }

    /// <summary>The place of a text, 0 or 1.</summary>
    public static TemplatePiece ForText(int text, int type) => new(text, null, type);

    /// <summary>The place of a special token.</summary>
    public static TemplatePiece ForSpecial(string name, int type) => new(null, name, type);

    internal static TemplatePiece Read(JsonPart json)
    {
        bool isText = json.Has("Sequence");
        JsonPart part = json.Part(isText ? "Sequence" : "SpecialToken");
        json.Finish();
        string id = part.String("id");
        int type = part.Integer("type_id");
        part.Finish();
        return !isText ? ForSpecial(id, type)
            : id is "A" or "B" ? ForText(id == "A" ? 0 : 1, type)
            : throw part.Error($"has \"{id}\" as \"id\" where A or B is needed");
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject(Text is null ? "SpecialToken" : "Sequence");
        json.WriteString("id", Text switch { null => Special, 0 => "A", _ => "B" });
        json.WriteNumber("type_id", Type);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
