using System.Text.Json;

namespace Heed.Text.Tokenization.Models;

/// <summary>The "vocab" of a model in a tokenizer.json: an object of piece and id.</summary>
internal static class VocabularyFile
{
    /// <exception cref="UserException">An id is not a whole number, is there twice, or one between 0 and the highest is missing.</exception>
    public static Vocabulary Read(JsonPart json)
    {
        JsonElement table = json.Element("vocab");
        if (table.ValueKind != JsonValueKind.Object)
        {
            throw json.Error($"has {JsonPart.Describe(table)} as \"vocab\" where an object of pieces and ids is needed");
        }

        var entries = table.EnumerateObject().ToList();
        string?[] pieces = new string?[entries.Count];
        foreach (JsonProperty entry in entries)
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out int id) || (uint)id >= (uint)pieces.Length)
            {
                throw json.Error($"has {JsonPart.Describe(entry.Value)} as id of the piece '{entry.Name}'; {pieces.Length} pieces need the ids 0 to {pieces.Length - 1}");
            }

            if (pieces[id] is { } other)
            {
                throw json.Error($"gives the id {id} to '{other}' and to '{entry.Name}'");
            }

            pieces[id] = entry.Name;
        }

        return new Vocabulary(pieces!);
    }

    public static void Write(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Count; id++)
        {
            json.WriteNumber(vocabulary[id], id);
        }

        json.WriteEndObject();
    }
}
