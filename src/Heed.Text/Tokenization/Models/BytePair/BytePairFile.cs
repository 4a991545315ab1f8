using System.Text.Json;

namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>The "BPE" model of a tokenizer.json: read and written with the keys in Hugging Face's order.</summary>
internal static class BytePairFile
{
    public static BytePairModel Read(JsonPart json)
    {
        var options = new BytePairOptions
        {
            UnknownPiece = json.OptionalString("unk_token"),
            Dropout = json.OptionalNumber("dropout", least: 0, most: 1),
            ContinuingPrefix = json.OptionalString("continuing_subword_prefix") is { Length: > 0 } prefix ? prefix : null,
            EndOfWordSuffix = json.OptionalString("end_of_word_suffix") is { Length: > 0 } suffix ? suffix : null,
            FuseUnknown = json.Boolean("fuse_unk", absent: false),
            ByteFallback = json.Boolean("byte_fallback", absent: false),
            IgnoreMerges = json.Boolean("ignore_merges", absent: false),
        };
        return new BytePairModel(VocabularyFile.Read(json), [.. json.Elements("merges").Select((item, rank) => ReadMerge(json, item, rank))], options);
    }

    public static void Write(Utf8JsonWriter json, BytePairModel model)
    {
        json.WriteStartObject();
        json.WriteString("type", "BPE");
        if (model.Options.Dropout is { } dropout)
        {
            json.WriteNumber("dropout", dropout);
        }
        else
        {
            json.WriteNull("dropout");
        }

        json.WriteString("unk_token", model.Options.UnknownPiece);
        json.WriteString("continuing_subword_prefix", model.Options.ContinuingPrefix);
        json.WriteString("end_of_word_suffix", model.Options.EndOfWordSuffix);
        json.WriteBoolean("fuse_unk", model.Options.FuseUnknown);
        json.WriteBoolean("byte_fallback", model.Options.ByteFallback);
        json.WriteBoolean("ignore_merges", model.Options.IgnoreMerges);
        VocabularyFile.Write(json, model.Vocabulary);
        json.WriteStartArray("merges");
        foreach ((string left, string right) in model.Merges)
        {
            json.WriteStartArray();
            json.WriteStringValue(left);
            json.WriteStringValue(right);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A list of two strings; or, in files from before 2024, both in one string with a space between them.</summary>
    private static (string Left, string Right) ReadMerge(JsonPart json, JsonElement item, int rank)
    {
        if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2
            && item[0].ValueKind == JsonValueKind.String && item[1].ValueKind == JsonValueKind.String)
        {
            return (item[0].GetString()!, item[1].GetString()!);
        }

        string[] parts = item.ValueKind == JsonValueKind.String ? item.GetString()!.Split(' ') : [];
        return parts.Length == 2 ? (parts[0], parts[1])
            : throw json.Error($"has {JsonPart.Describe(item)} as merge {rank} where two pieces are needed");
    }
}
