using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>A special token as post-processors name it, <c>["[SEP]", 102]</c>.</summary>
/// <param name="Piece">How it is written.</param>
/// <param name="Id">Its id.</param>
public readonly record struct SpecialPiece(string Piece, int Id)
{
    internal static SpecialPiece Read(JsonPart json, string key)
    {
        JsonElement[] parts = [.. json.Elements(key)];
        return parts is [{ ValueKind: JsonValueKind.String } piece, { ValueKind: JsonValueKind.Number } number] && number.TryGetInt32(out int id)
            ? new SpecialPiece(piece.GetString()!, id)
            : throw json.Error($"has {JsonPart.Describe(json.Element(key))} as \"{key}\" where a list of a piece and its id is needed");
    }

    internal void Write(Utf8JsonWriter json, string key)
    {
        json.WriteStartArray(key);
        json.WriteStringValue(Piece);
        json.WriteNumberValue(Id);
        json.WriteEndArray();
    }
}
