using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary><c>&lt;s&gt; first &lt;/s&gt;</c>, and of a pair <c>&lt;/s&gt; second &lt;/s&gt;</c>; all of type 0.</summary>
/// <param name="separator"><c>&lt;/s&gt;</c>.</param>
/// <param name="classification"><c>&lt;s&gt;</c>.</param>
/// <param name="trimOffsets">Whether the offsets of a piece leave out the spaces in it.</param>
/// <param name="addPrefixSpace">Kept for the file; the pre-tokenizer adds the space.</param>
public sealed class RobertaProcessor(SpecialPiece separator, SpecialPiece classification, bool trimOffsets, bool addPrefixSpace) : PostProcessor
{
    public override bool TrimsOffsets => trimOffsets;

    internal override IEnumerable<SpecialPiece> SpecialPieces => [separator, classification];

    internal override IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens) =>
        [.. texts.Select((text, index) => Frame(EncodedText.Of(text.Tokens, 0), index, addSpecialTokens))];

    internal static new RobertaProcessor Read(JsonPart json) => new(
        SpecialPiece.Read(json, "sep"),
        SpecialPiece.Read(json, "cls"),
        json.Boolean("trim_offsets", absent: true),
        json.Boolean("add_prefix_space", absent: true));

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", "RobertaProcessing");
        separator.Write(json, "sep");
        classification.Write(json, "cls");
        json.WriteBoolean("trim_offsets", trimOffsets);
        json.WriteBoolean("add_prefix_space", addPrefixSpace);
        json.WriteEndObject();
    }

    private EncodedText Frame(EncodedText text, int index, bool addSpecialTokens) => !addSpecialTokens ? text
        : EncodedText.Join([EncodedText.Special(0, index == 0 ? classification.Id : separator.Id), text, EncodedText.Special(0, separator.Id)]);
}
