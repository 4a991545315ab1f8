using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Batching;

/// <summary>Aligned lines of text to pairs of ids.</summary>
public static class ParallelEncoder
{
    /// <summary>Encodes the lines of both sides pair by pair and applies the length policy, which reports what it did.</summary>
    /// <param name="tokenizer">For both sides.</param>
    /// <param name="pairs">Source and target lines.</param>
    /// <param name="policy">How long they may be.</param>
    /// <param name="regularization">For a random segmentation; each line gets its own part of the seed.</param>
    public static (TokenizedPairs Pairs, LengthReport Report) Encode(
        Tokenizer tokenizer, IEnumerable<SentencePair> pairs, LengthPolicy policy, SubwordRegularization? regularization = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(policy);
        var encoded = new TokenizedPairs();
        var report = new LengthReport();
        ulong line = 0;
        foreach ((string source, string target) in pairs)
        {
            policy.Apply(tokenizer.Encode(source, Of(line)), tokenizer.Encode(target, Of(line + 1)), encoded, report);
            line += 2;
        }

        return (encoded, report);

        SubwordRegularization? Of(ulong side) =>
            regularization is { } wanted ? wanted with { Seed = SplitMix64.Of(wanted.Seed, side).Next() } : null;
    }
}
