using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Reads the mark at the end of a word, <c>&lt;/w&gt;</c>, as a space, except at the end of the text ("BPEDecoder").</summary>
public sealed class WordSuffixDecoder(string suffix) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        for (int i = 0; i < pieces.Count && suffix.Length > 0; i++)
        {
            pieces[i] = pieces[i].Replace(suffix, i == pieces.Count - 1 ? "" : " ", StringComparison.Ordinal);
        }

        return pieces;
    }

    internal static new WordSuffixDecoder Read(JsonPart json) => new(json.String("suffix"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "BPEDecoder");
        json.WriteString("suffix", suffix);
        json.WriteEndObject();
    }
}
