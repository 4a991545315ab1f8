using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>
/// Reads the characters that stand for bytes as those bytes, and the bytes of all pieces as UTF-8; what is not UTF-8 becomes U+FFFD. A
/// piece with any other character, such as a special token, is taken as it is.
/// </summary>
internal sealed class ByteLevelDecoder(ByteLevel options) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var bytes = new List<byte>();
        foreach (string piece in pieces)
        {
            int first = bytes.Count;
            foreach (char unit in piece)
            {
                int value = ByteAlphabet.ToByte(unit);
                if (value < 0)
                {
                    bytes.RemoveRange(first, bytes.Count - first);
                    bytes.AddRange(Encoding.UTF8.GetBytes(piece));
                    break;
                }

                bytes.Add((byte)value);
            }
        }

        return [Encoding.UTF8.GetString([.. bytes])];
    }

    internal static new ByteLevelDecoder Read(JsonPart json) => new(ByteLevel.Read(json));

    internal override void Write(Utf8JsonWriter json) => options.Write(json);
}
