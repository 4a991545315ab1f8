using System.Text.Json;

namespace Heed.Text.Tokenization.Models;

/// <summary>The "vocab" of a model in a tokenizer.json: an object of piece and id.</summary>
internal static class VocabularyFile
{
    /// <summary>Ids may be left free, but a file that leaves more free than this many for each piece is broken.</summary>
    private const int FreeIds = 16;

    /// <exception cref="UserException">An id is not a whole number, is there twice, or is far beyond the number of pieces.</exception>
    public static Vocabulary Read(JsonPart json) => Read(json.Element("vocab"), $"{json.Place}.vocab");

    /// <param name="table">The object.</param>
    /// <param name="place">What messages call it.</param>
    public static Vocabulary Read(JsonElement table, string place)
    {
        if (table.ValueKind != JsonValueKind.Object)
        {
            throw new UserException($"{place} is {JsonPart.Describe(table)} where an object of pieces and ids is needed.");
        }

        var entries = table.EnumerateObject().ToList();
        long most = FreeIds * ((long)entries.Count + FreeIds);
        var pieces = new List<string?>(entries.Count);
        foreach (JsonProperty entry in entries)
        {
            if (entry.Value.ValueKind != JsonValueKind.Number || !entry.Value.TryGetInt32(out int id) || id < 0 || id >= most)
            {
                throw new UserException(
                    $"{place} has {JsonPart.Describe(entry.Value)} as id of the piece '{entry.Name}'; {entries.Count} pieces need whole numbers from 0 on.");
            }

            while (pieces.Count <= id)
            {
                pieces.Add(null);
            }

            if (pieces[id] is { } other)
            {
                throw new UserException($"{place} gives the id {id} to '{other}' and to '{entry.Name}'.");
            }

            pieces[id] = entry.Name;
        }

        try
        {
            return new Vocabulary(pieces);
        }
        catch (ArgumentException exception)
        {
            throw new UserException($"{place} is not consistent: {exception.Message}", exception);
        }
    }

    public static void Write(Utf8JsonWriter json, Vocabulary vocabulary)
    {
        json.WriteStartObject("vocab");
        for (int id = 0; id < vocabulary.Count; id++)
        {
            if (vocabulary.TryGetPiece(id) is { } piece)
            {
                json.WriteNumber(piece, id);
            }
        }

        json.WriteEndObject();
    }
}
