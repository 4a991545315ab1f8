using System.Text.Json;

namespace Heed.Text.Tokenization.PreTokenizers;

/// <summary>BERT's words: what white space separates, and each punctuation character by itself.</summary>
public sealed class BertPreTokenizer : PreTokenizer
{
    private static readonly WhitespaceSplitPreTokenizer Spaces = new();
    private static readonly PunctuationPreTokenizer Punctuation = new(SplitBehavior.Isolated);

    public override void Apply(WordText text)
    {
        Spaces.Apply(text);
        Punctuation.Apply(text);
    }

    internal static new BertPreTokenizer Read(JsonPart json) => new();

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "BertPreTokenizer");
        json.WriteEndObject();
    }
}
