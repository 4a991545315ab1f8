using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Several decoders, one after the other.</summary>
public sealed class DecoderSequence(IReadOnlyList<Decoder> parts) : Decoder
{
    public override List<string> Apply(List<string> pieces) => parts.Aggregate(pieces, (list, part) => part.Apply(list));

    internal static new DecoderSequence Read(JsonPart json) => new([.. json.Parts("decoders").Select(Decoder.Read)]);

    internal override void Write(Utf8JsonWriter json) => WriteSequence(json, "decoders", parts);
}
