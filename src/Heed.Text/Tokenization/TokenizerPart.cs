using System.Text.Json;

namespace Heed.Text.Tokenization;

/// <summary>A stage of a tokenizer, of whatever family and kind: what tokenizer.json holds as one object.</summary>
public abstract class TokenizerPart
{
    /// <summary>Writes the part as a JSON value, the way Hugging Face writes it.</summary>
    internal abstract void Write(Utf8JsonWriter json);

    /// <summary>Writes several parts of a family as its part of type "Sequence".</summary>
    internal static void WriteSequence(Utf8JsonWriter json, string key, IEnumerable<TokenizerPart> parts)
    {
        json.WriteStartObject();
        json.WriteString("type", "Sequence");
        json.WriteStartArray(key);
        foreach (TokenizerPart part in parts)
        {
            part.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
