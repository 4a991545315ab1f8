namespace Heed.Text.Metrics;

/// <summary>How often each true class was taken for each class, and what follows from it.</summary>
public sealed class ConfusionMatrix
{
    private readonly int classes;
    private readonly long[] counts; // (true class, predicted class)

    /// <summary>An empty matrix.</summary>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        this.classes = classes;
        counts = new long[classes * classes];
    }

    /// <summary>How many were counted.</summary>
    public long Count => counts.Sum();

    /// <summary>The share that was right, 0 … 1.</summary>
    public double Accuracy => Ratio(Correct, Count);

    /// <summary>
    /// Matthews' correlation of truth and prediction, −1 … 1, of any number of classes: (c·n − Σ tₖ·pₖ) / √((n² − Σ pₖ²)(n² − Σ tₖ²)) with c the right
    /// ones among n, tₖ and pₖ how often class k is true and predicted (Gorodkin, 2004); 0 where one side is a single class.
    /// </summary>
    public double MatthewsCorrelation
    {
        get
        {
            double both = 0;
            double truths = 0;
            double predictions = 0;
            for (int label = 0; label < classes; label++)
            {
                (double truth, double predicted) = (True(label), Predicted(label));
                both += truth * predicted;
                truths += truth * truth;
                predictions += predicted * predicted;
            }

            double square = (double)Count * Count;
            return Ratio(((double)Correct * Count) - both, Math.Sqrt((square - predictions) * (square - truths)));
        }
    }

    /// <summary>The mean over classes of F1 = 2 · right / (true + predicted); a class that neither occurs nor is predicted has 0.</summary>
    public double MacroF1
    {
        get
        {
            double sum = 0;
            for (int label = 0; label < classes; label++)
            {
                sum += Ratio(2.0 * this[label, label], True(label) + Predicted(label));
            }

            return sum / classes;
        }
    }

    private long Correct => Enumerable.Range(0, classes).Sum(label => this[label, label]);

    /// <summary>How often <paramref name="truth"/> was taken for <paramref name="prediction"/>.</summary>
    public long this[int truth, int prediction] => counts[(truth * classes) + prediction];

    /// <summary>Counts one prediction.</summary>
    public void Add(int truth, int prediction) => counts[(truth * classes) + prediction]++;

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private long True(int label) => Enumerable.Range(0, classes).Sum(prediction => this[label, prediction]);

    private long Predicted(int label) => Enumerable.Range(0, classes).Sum(truth => this[truth, label]);
}
