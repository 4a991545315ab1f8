using Heed.Text.Batching;

namespace Heed.Training.Translation;

/// <summary>What a translator is trained and judged on, as ids.</summary>
public sealed record TranslationData
{
    /// <summary>What is learnt from; at least one pair.</summary>
    public required TokenizedPairs Training { get; init; }

    /// <summary>The special tokens around every pair.</summary>
    public required SequenceFrame Frame { get; init; }

    /// <summary>What the token budget of a batch counts.</summary>
    public BudgetUnit Budget { get; init; } = BudgetUnit.Target;

    /// <summary>Held back for validation; null: none.</summary>
    public TokenizedPairs? Validation { get; init; }

    /// <summary>The text of the validation targets, to measure BLEU; null: loss and perplexity only.</summary>
    public BleuReferences? References { get; init; }
}
