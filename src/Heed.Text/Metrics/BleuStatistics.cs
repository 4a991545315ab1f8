namespace Heed.Text.Metrics;

/// <summary>The sums over a corpus that determine BLEU.</summary>
/// <param name="maxOrder">The longest n-gram.</param>
internal sealed class BleuStatistics(int maxOrder)
{
    /// <summary>Per order, clipped matches.</summary>
    public long[] Counts { get; init; } = new long[maxOrder];

    /// <summary>Per order, n-grams of the hypotheses.</summary>
    public long[] Totals { get; init; } = new long[maxOrder];

    public long HypothesisLength { get; set; }

    public long ReferenceLength { get; set; }

    /// <summary>
    /// BP · exp(1/N · Σ ln pₙ) with BP = min(1, exp(1 − reference length / hypothesis length)). Papineni et al., "BLEU: a Method for
    /// Automatic Evaluation of Machine Translation" (2002).
    /// </summary>
    public BleuScore Score(BleuOptions options, string referenceCount)
    {
        double brevityPenalty = HypothesisLength >= ReferenceLength ? 1
            : HypothesisLength == 0 ? 0
            : Math.Exp(1 - ((double)ReferenceLength / HypothesisLength));
        (double[] precisions, int reached) = Precisions(options);
        int orders = options.EffectiveOrder ? reached : maxOrder;
        double sum = 0;
        for (int n = 0; n < orders; n++)
        {
            sum += Math.Log(precisions[n]);
        }

        return new BleuScore
        {
            Score = orders == 0 ? 0 : brevityPenalty * Math.Exp(sum / orders),
            Counts = [.. Counts],
            Totals = [.. Totals],
            Precisions = precisions,
            BrevityPenalty = brevityPenalty,
            HypothesisLength = HypothesisLength,
            ReferenceLength = ReferenceLength,
            Signature = options.Signature(referenceCount),
        };
    }

    /// <summary>The smoothed precisions, all 0 without a single match, and how many orders the hypotheses are long enough for.</summary>
    private (double[] Precisions, int Reached) Precisions(BleuOptions options)
    {
        var precisions = new double[maxOrder];
        if (!Counts.Any(count => count > 0))
        {
            return (precisions, 0);
        }

        double halving = 1;
        int reached = 0;
        for (; reached < maxOrder; reached++)
        {
            double added = options.Smoothing == BleuSmoothing.AddK && reached > 0 ? options.EffectiveSmoothingValue : 0;
            double count = Counts[reached] + added;
            double total = Totals[reached] + added;
            if (total == 0)
            {
                break;
            }

            if (count == 0)
            {
                halving /= 2;
                count = options.Smoothing switch
                {
                    BleuSmoothing.Exponential => halving,
                    BleuSmoothing.Floor => options.EffectiveSmoothingValue,
                    _ => 0,
                };
            }

            precisions[reached] = 100 * count / total;
        }

        return (precisions, reached);
    }
}
