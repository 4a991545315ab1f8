using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>Adds nothing; may trim the offsets of byte-level pieces.</summary>
internal sealed class ByteLevelProcessor(ByteLevel options) : PostProcessor
{
    public override bool TrimsOffsets => options.TrimOffsets;

    internal override IEnumerable<SpecialPiece> SpecialPieces => [];

    internal override IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens) => texts;

    internal static new ByteLevelProcessor Read(JsonPart json) => new(ByteLevel.Read(json));

    internal override void Write(Utf8JsonWriter json) => options.Write(json);
}
