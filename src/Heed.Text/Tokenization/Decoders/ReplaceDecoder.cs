using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Puts the same content in the place of every match of a pattern inside a piece.</summary>
public sealed class ReplaceDecoder(TextPattern pattern, string content) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var matches = new List<(int Start, int End)>();
        for (int i = 0; i < pieces.Count; i++)
        {
            matches.Clear();
            pattern.FindAll(pieces[i], matches);
            if (matches.Count > 0)
            {
                pieces[i] = Replace(pieces[i], matches);
            }
        }

        return pieces;
    }

    internal static new ReplaceDecoder Read(JsonPart json) => new(TextPattern.Read(json.Part("pattern")), json.String("content"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Replace");
        pattern.Write(json);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private string Replace(string piece, List<(int Start, int End)> matches)
    {
        var built = new StringBuilder();
        int position = 0;
        foreach ((int start, int end) in matches)
        {
            built.Append(piece, position, start - position).Append(content);
            position = end;
        }

        return built.Append(piece, position, piece.Length - position).ToString();
    }
}
