using System.Globalization;
using System.Text.Json;

namespace Heed.Text.Tokenization.Models.Unigram;

/// <summary>The "Unigram" model of a tokenizer.json: read and written with the keys in Hugging Face's order.</summary>
internal static class UnigramFile
{
    public static UnigramModel Read(JsonPart json)
    {
        var options = new UnigramOptions
        {
            UnknownId = json.OptionalElement("unk_id") is null ? null : json.Integer("unk_id"),
            ByteFallback = json.Boolean("byte_fallback", absent: false),
        };
        return new UnigramModel([.. json.Elements("vocab").Select((item, id) => ReadPiece(json, item, id))], options);
    }

    public static void Write(Utf8JsonWriter json, UnigramModel model)
    {
        json.WriteStartObject();
        json.WriteString("type", "Unigram");
        if (model.Options.UnknownId is { } unknown)
        {
            json.WriteNumber("unk_id", unknown);
        }
        else
        {
            json.WriteNull("unk_id");
        }

        json.WriteStartArray("vocab");
        for (int id = 0; id < model.Vocabulary.Count; id++)
        {
            json.WriteStartArray();
            json.WriteStringValue(model.Vocabulary[id]);
            json.WriteRawValue(Number(model.Scores[id]));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteBoolean("byte_fallback", model.Options.ByteFallback);
        json.WriteEndObject();
    }

    private static (string Piece, double Score) ReadPiece(JsonPart json, JsonElement item, int id) =>
        item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 && item[0].ValueKind == JsonValueKind.String
            && item[1].ValueKind == JsonValueKind.Number && item[1].TryGetDouble(out double score)
            ? (item[0].GetString()!, score)
            : throw json.Error($"has {JsonPart.Describe(item)} as piece {id} where a list of a piece and a number is needed");

    /// <summary>With a decimal point even where the number is whole, as everyone else writes these.</summary>
    private static string Number(double value)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return shortest.AsSpan().ContainsAny('.', 'E') ? shortest : shortest + ".0";
    }
}
