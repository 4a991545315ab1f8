using System.Text.Json;

namespace Heed.Text.Tokenization.PostProcessors;

/// <summary>Several post-processors, one after the other.</summary>
public sealed class PostProcessorSequence(IReadOnlyList<PostProcessor> parts) : PostProcessor
{
    public override bool TrimsOffsets => parts.Any(part => part.TrimsOffsets);

    internal override IEnumerable<SpecialPiece> SpecialPieces => parts.SelectMany(part => part.SpecialPieces);

    internal override IReadOnlyList<EncodedText> Apply(IReadOnlyList<EncodedText> texts, bool addSpecialTokens) =>
        parts.Aggregate(texts, (list, part) => part.Apply(list, addSpecialTokens));

    internal static new PostProcessorSequence Read(JsonPart json) => new([.. json.Parts("processors").Select(PostProcessor.Read)]);

    internal override void Write(Utf8JsonWriter json) => WriteSequence(json, "processors", parts);
}
