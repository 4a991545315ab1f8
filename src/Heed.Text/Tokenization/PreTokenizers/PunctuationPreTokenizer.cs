using System.Text;
using System.Text.Json;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Cuts at punctuation and all of ASCII's signs.</summary>
public sealed class PunctuationPreTokenizer(SplitBehavior behavior) : CharacterPreTokenizer(behavior)
{
    private readonly SplitBehavior behavior = behavior;

    protected override bool IsMatch(Rune character) => CharacterKinds.IsPunctuation(character);

    internal static new PunctuationPreTokenizer Read(JsonPart json) => new(SplitJoiner.ReadBehavior(json, absent: SplitBehavior.Isolated));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Punctuation");
        json.WriteString("behavior", behavior.ToString());
        json.WriteEndObject();
    }
}
