namespace Heed.Models.Inspection;

/// <summary>
/// The sentence and its first half, each with as much of the translation, as one padded batch: B = 2. What is shown is the first head of each attention's first layer.
/// </summary>
public sealed record PaddedBatch
{
    /// <summary>What the encoder reads, padded (B, S).</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Source { get; init; }

    /// <summary>How many pieces of each source are real (B).</summary>
    public required IReadOnlyList<int> SourceLengths { get; init; }

    /// <summary>What the decoder reads, padded (B, T).</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Target { get; init; }

    /// <summary>How many pieces of each target are real (B).</summary>
    public required IReadOnlyList<int> TargetLengths { get; init; }

    /// <summary>One for each sentence (B).</summary>
    public required IReadOnlyList<PaddedAttention> Encoder { get; init; }

    public required IReadOnlyList<PaddedAttention> Decoder { get; init; }

    public required IReadOnlyList<PaddedAttention> Cross { get; init; }
}
