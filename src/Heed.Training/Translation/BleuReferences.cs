using Heed.Text.Metrics;
using Heed.Text.Tokenization;

namespace Heed.Training.Translation;

/// <summary>What greedy translations of the validation sources are compared with.</summary>
/// <param name="Texts">The validation targets as text, one a pair.</param>
/// <param name="Tokenizer">Turns translations into text.</param>
/// <param name="Options">How BLEU counts.</param>
public sealed record BleuReferences(IReadOnlyList<string> Texts, Tokenizer Tokenizer, BleuOptions Options);
