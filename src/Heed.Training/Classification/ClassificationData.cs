using Heed.Text.Batching;

namespace Heed.Training.Classification;

/// <summary>What a classifier is trained and judged on, as ids.</summary>
/// <param name="Training">What is learnt from; at least one text.</param>
/// <param name="Validation">Held back for validation; null: none.</param>
public sealed record ClassificationData(LabelledSequences Training, LabelledSequences? Validation = null);
