namespace Heed.Models.Inspection;

/// <summary>What the three attentions may see of this sentence and translation, and what becomes of that in a padded batch.</summary>
public sealed record MaskTrace
{
    /// <summary>The kind of the encoder's mask.</summary>
    public required string EncoderKind { get; init; }

    /// <summary>The kind of the decoder's mask.</summary>
    public required string DecoderKind { get; init; }

    public required MaskIntervals Encoder { get; init; }

    public required MaskIntervals Decoder { get; init; }

    public required MaskIntervals Cross { get; init; }

    public required PaddedBatch Padded { get; init; }
}
