namespace Heed.Text.Metrics;

/// <summary>The sums that determine chrF, one of each for every order: those of characters, then those of words.</summary>
/// <param name="orders">Character orders + word orders.</param>
internal sealed class ChrfStatistics(int orders)
{
    /// <summary>N-grams of the hypotheses; an order in which the reference has none is not counted.</summary>
    public long[] Hypothesis { get; } = new long[orders];

    /// <summary>N-grams of the references.</summary>
    public long[] Reference { get; } = new long[orders];

    /// <summary>Clipped matches.</summary>
    public long[] Matches { get; } = new long[orders];

    public void Add(ChrfStatistics other)
    {
        for (int n = 0; n < orders; n++)
        {
            Hypothesis[n] += other.Hypothesis[n];
            Reference[n] += other.Reference[n];
            Matches[n] += other.Matches[n];
        }
    }

    /// <summary>
    /// F_β = (1 + β²)·P·R / (β²·P + R) from precision and recall averaged over the orders, 0 to 100. Popović, "chrF: character n-gram
    /// F-score for automatic MT evaluation" (2015) and "chrF++: words helping character n-grams" (2017).
    /// </summary>
    public double Score(ChrfOptions options) =>
        100 * (options.EpsilonSmoothing ? AverageOfScores(options.Beta) : ScoreOfAverages(options.Beta));

    private double ScoreOfAverages(int beta)
    {
        double precision = 0;
        double recall = 0;
        int effective = 0;
        for (int n = 0; n < orders; n++)
        {
            if (Hypothesis[n] > 0 && Reference[n] > 0)
            {
                precision += (double)Matches[n] / Hypothesis[n];
                recall += (double)Matches[n] / Reference[n];
                effective++;
            }
        }

        return precision == 0 ? 0 : F(precision / effective, recall / effective, beta);
    }

    private double AverageOfScores(int beta)
    {
        const double epsilon = 1e-16;
        double sum = 0;
        for (int n = 0; n < orders; n++)
        {
            double precision = Hypothesis[n] > 0 ? (double)Matches[n] / Hypothesis[n] : epsilon;
            double recall = Reference[n] > 0 ? (double)Matches[n] / Reference[n] : epsilon;
            sum += precision + recall > 0 ? F(precision, recall, beta) : epsilon;
        }

        return sum / orders;
    }

    private static double F(double precision, double recall, int beta)
    {
        double factor = (double)beta * beta;
        return (1 + factor) * precision * recall / ((factor * precision) + recall);
    }
}
