using Heed.Text.Corpora;
using Heed.Text.Tokenization;

namespace Heed.Text.Batching;

/// <summary>Aligned lines of text to pairs of ids.</summary>
public static class ParallelEncoder
{
    private const int PairsAtATime = 1 << 14;

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
        ulong sentence = 0;
        foreach (SentencePair[] group in pairs.Chunk(PairsAtATime))
        {
            ulong first = sentence;
            sentence += 2 * (ulong)group.Length;
            (int[] Source, int[] Target)[] ids = OrderedParallel.Select(
                group,
                (pair, index) =>
                {
                    ulong source = first + (2 * (ulong)index);
                    return (tokenizer.Encode(pair.Source, regularization?.At(source)), tokenizer.Encode(pair.Target, regularization?.At(source + 1)));
                },
                threads: 0);
            foreach ((int[] source, int[] target) in ids)
            {
                policy.Apply(source, target, encoded, report);
            }
        }

        return (encoded, report);
    }
}
