using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary><c>[CLS] first [SEP]</c>, and of a pair <c>second [SEP]</c> of type 1.</summary>
public sealed class BertProcessor(SpecialPiece separator, SpecialPiece classification) : PostProcessor
{
    internal override IEnumerable<SpecialPiece> SpecialPieces => [separator, classification];

    internal override IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens) => !addSpecialTokens ? texts
        : [EncodedText.Special(0, classification.Id), .. texts.SelectMany<EncodedText, EncodedText>((text, index) => [text, EncodedText.Special(index, separator.Id)])];

    internal static new BertProcessor Read(JsonPart json) => new(SpecialPiece.Read(json, "sep"), SpecialPiece.Read(json, "cls"));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "BertProcessing");
        separator.Write(json, "sep");
        classification.Write(json, "cls");
        json.WriteEndObject();
    }
}
