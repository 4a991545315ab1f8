using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>
/// The "padding" of a tokenizer.json: how Hugging Face makes the texts of a batch equally long. Heed keeps it and does not pad: its batches
/// hold texts end to end, and a padding token would only cost time.
/// </summary>
/// <param name="FixedLength">How long all texts become; null for as long as the longest of the batch.</param>
/// <param name="Direction">Which end is filled, Left or Right.</param>
/// <param name="MultipleOf">The length is rounded up to a multiple of it; null for none.</param>
/// <param name="Id">The padding token.</param>
/// <param name="TypeId">Its type.</param>
/// <param name="Piece">Its piece.</param>
public sealed record Padding(int? FixedLength, string Direction, int? MultipleOf, int Id, int TypeId, string Piece)
{
    internal static Padding? ReadOptional(JsonPart owner)
    {
        if (!owner.TryPart("padding", out JsonPart? json))
        {
            return null;
        }

        int? length = null;
        if (json.Element("strategy").ValueKind == JsonValueKind.Object)
        {
            JsonPart strategy = json.Part("strategy");
            length = strategy.Integer("Fixed");
            strategy.Finish();
        }
        else
        {
            json.OneOf("strategy", absent: null, "BatchLongest");
        }

        var padding = new Padding(
            length,
            json.OneOf("direction", absent: null, "Left", "Right"),
            json.OptionalElement("pad_to_multiple_of") is null ? null : json.Integer("pad_to_multiple_of"),
            json.Integer("pad_id"),
            json.Integer("pad_type_id"),
            json.String("pad_token"));
        json.Finish();
        return padding;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (FixedLength is { } length)
        {
            json.WriteStartObject("strategy");
            json.WriteNumber("Fixed", length);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("strategy", "BatchLongest");
        }

        json.WriteString("direction", Direction);
        if (MultipleOf is { } multiple)
        {
            json.WriteNumber("pad_to_multiple_of", multiple);
        }
        else
        {
            json.WriteNull("pad_to_multiple_of");
        }

        json.WriteNumber("pad_id", Id);
        json.WriteNumber("pad_type_id", TypeId);
        json.WriteString("pad_token", Piece);
        json.WriteEndObject();
    }
}
