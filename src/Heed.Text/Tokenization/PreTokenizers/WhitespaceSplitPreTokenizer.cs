using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Words are what white space separates; the white space is dropped.</summary>
public sealed class WhitespaceSplitPreTokenizer() : CharacterPreTokenizer(SplitBehavior.Removed)
{
    protected override bool IsMatch(Rune character) => Rune.IsWhiteSpace(character);

    internal static new WhitespaceSplitPreTokenizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "WhitespaceSplit");
        json.WriteEndObject();
    }
}
