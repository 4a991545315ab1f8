using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Puts a space before every piece but the first, or takes the mark off one that continues a word.</summary>
/// <param name="prefix">The mark, <c>##</c>.</param>
/// <param name="cleanup">Whether the spaces that tokenization put around English punctuation and endings go (see <see cref="EnglishSpaces"/>).</param>
public sealed class WordPieceDecoder(string prefix, bool cleanup) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        for (int i = 0; i < pieces.Count; i++)
        {
            string piece = pieces[i];
            if (i > 0)
            {
                piece = piece.StartsWith(prefix, StringComparison.Ordinal) ? piece[prefix.Length..] : " " + piece;
            }

            pieces[i] = cleanup ? EnglishSpaces.Remove(piece) : piece;
        }

        return pieces;
    }

    internal static new WordPieceDecoder Read(JsonPart json) => new(json.String("prefix"), json.Boolean("cleanup"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "WordPiece");
        json.WriteString("prefix", prefix);
        json.WriteBoolean("cleanup", cleanup);
        json.WriteEndObject();
    }
}
