using System.Text;
using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Words are what one certain character separates; the character is dropped ("CharDelimiterSplit").</summary>
public sealed class CharacterSplitPreTokenizer(Rune delimiter) : CharacterPreTokenizer(SplitBehavior.Removed)
{
    protected override bool IsMatch(Rune character) => character == delimiter;

    internal static new CharacterSplitPreTokenizer Read(JsonPart json)
    {
        string delimiter = json.String("delimiter");
        return Rune.DecodeFromUtf16(delimiter, out Rune character, out int width) == System.Buffers.OperationStatus.Done && width == delimiter.Length
            ? new CharacterSplitPreTokenizer(character)
            : throw json.Error($"has \"{delimiter}\" as \"delimiter\" where one character is needed");
    }

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "CharDelimiterSplit");
        json.WriteString("delimiter", delimiter.ToString());
        json.WriteEndObject();
    }
}
