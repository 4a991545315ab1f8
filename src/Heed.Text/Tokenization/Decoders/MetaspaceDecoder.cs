using System.Text.Json;

namespace Heed.Text.Tokenization.Decoders;

/// <summary>Writes ▁ as a space again, and drops it from the first piece where encoding had put it there.</summary>
public sealed class MetaspaceDecoder(char replacement, SpacePrefix prefix, bool split) : Decoder
{
    public override List<string> Apply(List<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        for (int i = 0; i < pieces.Count; i++)
        {
            pieces[i] = i == 0 && prefix != SpacePrefix.Never
                ? pieces[i].Replace(replacement.ToString(), "", StringComparison.Ordinal)
                : pieces[i].Replace(replacement, ' ');
        }

        return pieces;
    }

    internal static new MetaspaceDecoder Read(JsonPart json)
    {
        (char replacement, SpacePrefix prefix, bool split) = Metaspace.Read(json);
        return new MetaspaceDecoder(replacement, prefix, split);
    }

    internal override void Write(Utf8JsonWriter json) => Metaspace.Write(json, replacement, prefix, split);
}
