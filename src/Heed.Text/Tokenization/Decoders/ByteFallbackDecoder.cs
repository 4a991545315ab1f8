using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>
/// Joins runs of byte pieces (<c>&lt;0xE4&gt;&lt;0xBD&gt;&lt;0xA0&gt;</c>) into the characters they spell in UTF-8. A run that is not
/// UTF-8 gives one U+FFFD for each byte.
/// </summary>
public sealed class ByteFallbackDecoder : Decoder
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var decoded = new List<string>(pieces.Count);
        var bytes = new List<byte>();
        foreach (string piece in pieces)
        {
            if (BytePieces.TryParse(piece, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Flush(bytes, decoded);
            decoded.Add(piece);
        }

        Flush(bytes, decoded);
        return decoded;
    }

    internal static new ByteFallbackDecoder Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteFallback");
        json.WriteEndObject();
    }

    private static void Flush(List<byte> bytes, List<string> decoded)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        try
        {
            decoded.Add(Strict.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            decoded.Add(new string('\uFFFD', bytes.Count));
        }

        bytes.Clear();
    }
}
