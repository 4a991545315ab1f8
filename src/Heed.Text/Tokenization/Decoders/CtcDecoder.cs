using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>
/// Reads the output of a speech model, one piece a time step: equal neighbours are one, and padding separates equal letters (Graves et al.
/// 2006, connectionist temporal classification).
/// </summary>
/// <param name="padding">The piece for no letter.</param>
/// <param name="delimiter">The piece between words.</param>
/// <param name="cleanup">Whether the delimiter becomes a space, and the spaces around English punctuation go.</param>
public sealed class CtcDecoder(string padding, string delimiter, bool cleanup) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var decoded = new List<string>(pieces.Count);
        for (int i = 0; i < pieces.Count; i++)
        {
            if (i > 0 && string.Equals(pieces[i], pieces[i - 1], StringComparison.Ordinal))
            {
                continue;
            }

            string piece = padding.Length == 0 ? pieces[i] : pieces[i].Replace(padding, "", StringComparison.Ordinal);
            if (cleanup)
            {
                piece = EnglishSpaces.Remove(piece);
                piece = delimiter.Length == 0 ? piece : piece.Replace(delimiter, " ", StringComparison.Ordinal);
            }

            if (piece.Length > 0)
            {
                decoded.Add(piece);
            }
        }

        return decoded;
    }

    internal static new CtcDecoder Read(JsonPart json) =>
        new(json.String("pad_token"), json.String("word_delimiter_token"), json.Boolean("cleanup"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "CTC");
        json.WriteString("pad_token", padding);
        json.WriteString("word_delimiter_token", delimiter);
        json.WriteBoolean("cleanup", cleanup);
        json.WriteEndObject();
    }
}
