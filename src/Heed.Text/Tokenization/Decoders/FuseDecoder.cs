using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Joins all pieces into one, so that what follows sees the whole text.</summary>
public sealed class FuseDecoder : Decoder
{
    public override List<string> Apply(List<string> pieces) => [string.Concat(pieces)];

    internal static new FuseDecoder Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Fuse");
        json.WriteEndObject();
    }
}
