using System.Text.Json;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>What SentencePiece's "nmt" rules do before others: some control characters go, and invisible or unusual white space becomes a space.</summary>
public sealed class NmtNormalizer : Normalizer
{
    public override void Apply(MappedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CharacterNormalizer.Apply(text, character => character.Value switch
        {
            (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F => "",
            '\t' or '\n' or '\f' or '\r' or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD => " ",
            _ => CharacterNormalizer.Keep,
        });
    }

    internal static new NmtNormalizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Nmt");
        json.WriteEndObject();
    }
}
