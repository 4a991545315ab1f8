using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Takes up to <paramref name="start"/> and <paramref name="stop"/> copies of one character off the two ends of each piece.</summary>
public sealed class StripDecoder(char content, int start, int stop) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        for (int i = 0; i < pieces.Count; i++)
        {
            string piece = pieces[i];
            int from = 0;
            while (from < start && from < piece.Length && piece[from] == content)
            {
                from++;
            }

            int to = piece.Length;
            while (piece.Length - to < stop && to > from && piece[to - 1] == content)
            {
                to--;
            }

            pieces[i] = piece[from..to];
        }

        return pieces;
    }

    internal static new StripDecoder Read(JsonPart json)
    {
        string content = json.String("content");
        return content.Length == 1 ? new StripDecoder(content[0], json.Integer("start"), json.Integer("stop"))
            : throw json.Error($"has \"{content}\" as \"content\" where one character is needed");
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Strip");
        json.WriteString("content", [content]);
        json.WriteNumber("start", start);
        json.WriteNumber("stop", stop);
        json.WriteEndObject();
    }
}
