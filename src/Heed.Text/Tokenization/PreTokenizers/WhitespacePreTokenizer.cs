using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>Words are runs of word characters, and runs of anything else but white space, which is dropped.</summary>
public sealed class WhitespacePreTokenizer : PreTokenizer
{
    /// <summary>Unicode's <c>\w</c> (Technical Standard 18), written out because .NET's is narrower.</summary>
    private const string WordCharacters = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D\u24B6-\u24E9";

    private static readonly SplitPreTokenizer Splitter =
        new(TextPattern.Expression($@"[{WordCharacters}]+|[^{WordCharacters}\s]+"), SplitBehavior.Removed, invert: true);

    public override void Apply(WordText text) => Splitter.Apply(text);

    internal static new WhitespacePreTokenizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "Whitespace");
        json.WriteEndObject();
    }
}
