using Heed.Tensors.Ops;

namespace Heed.Models.MaskedLanguage;

/// <summary>What a batch of masked inputs cost.</summary>
/// <param name="Pieces">Guessing the hidden pieces.</param>
/// <param name="Continuation">Guessing whether the second segment follows the first.</param>
/// <param name="ContinuationWeight">
/// What the sum of <paramref name="Continuation"/> counts beside that of <paramref name="Pieces"/>: pieces / inputs, so that all of it divided by the pieces is
/// the mean over the pieces and the mean over the inputs; of inputs that are not pairs the few others must not shout for all.
/// </param>
public readonly record struct MaskedLosses(CrossEntropyResult Pieces, CrossEntropyResult Continuation, float ContinuationWeight);
