namespace Heed.Models.Inspection;

/// <summary>Every head of every layer: weights = softmax(<see cref="Scale"/> · products + bias). By layer, then by head.</summary>
public sealed record AttentionMaps
{
    /// <summary>What products are multiplied by.</summary>
    public required float Scale { get; init; }

    /// <summary>(S, S) each.</summary>
    public required IReadOnlyList<IReadOnlyList<HeadMap>> Encoder { get; init; }

    /// <summary>(T, T) each; row t is the step that writes target piece t, column t the input of that step.</summary>
    public required IReadOnlyList<IReadOnlyList<HeadMap>> Decoder { get; init; }

    /// <summary>(T, S) each.</summary>
    public required IReadOnlyList<IReadOnlyList<HeadMap>> Cross { get; init; }

    internal static AttentionMaps Of(ForcedPass pass) => new()
    {
        Scale = pass.Of(AttentionPart.Cross, 0).Scale,
        Encoder = Layers(pass, AttentionPart.Encoder),
        Decoder = Layers(pass, AttentionPart.Decoder),
        Cross = Layers(pass, AttentionPart.Cross),
    };

    private static IReadOnlyList<HeadMap>[] Layers(ForcedPass pass, AttentionPart part) =>
        [.. Enumerable.Range(0, pass.Layers(part)).Select(layer => HeadMap.All(pass.Of(part, layer)))];
}
