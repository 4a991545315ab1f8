namespace Heed.Text.Tokenization;

/// <summary>
/// Asks for a random segmentation instead of the best one, so that a model in training meets many spellings of the same word
/// (BPE-dropout, Provilkov et al. 2020, arXiv:1910.13267; Unigram sampling, Kudo 2018, arXiv:1804.10959). The same text and seed always give the same pieces, on any thread.
/// </summary>
/// <param name="Rate">
/// For byte-pair encoding: the probability, from 0 to 1, that a possible merge is passed over; 0.1 is usual. For Unigram: the power θ of
/// the segmentations' probabilities p(x)^θ; 0.1 to 0.5 is usual, and the smaller, the more they vary. 0 always gives the best segmentation.
/// </param>
/// <param name="Seed">Where the random numbers begin; give each sentence and epoch its own.</param>
public readonly record struct SubwordRegularization(double Rate, ulong Seed)
{
    /// <summary>The same rate with a seed of its own for each sentence.</summary>
    internal SubwordRegularization At(ulong sentence) => this with { Seed = SplitMix64.Of(Seed, sentence).Next() };
}
