using Heed.Text.Batching.Masked;

namespace Heed.Training.MaskedLanguage;

/// <summary>What a masked language model is trained and judged on.</summary>
public sealed record MaskedLanguageData
{
    /// <summary>What is learnt from; at least one sentence.</summary>
    public required RunningText Training { get; init; }

    /// <summary>Held back for validation; null: none.</summary>
    public RunningText? Validation { get; init; }

    /// <summary>The special tokens.</summary>
    public required MaskedFrame Frame { get; init; }

    /// <summary>What is to be guessed.</summary>
    public MaskingOptions Masking { get; init; } = new();

    /// <summary>Most rows of an input, special tokens counted.</summary>
    public required int MaximumLength { get; init; }
}
