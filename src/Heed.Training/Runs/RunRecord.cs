namespace Heed.Training.Runs;

/// <summary>What a run remembers from step to step beside weights, moments and position.</summary>
internal sealed class RunRecord
{
    /// <summary>The step whose weights were validated last; 0: none yet.</summary>
    public long ValidatedStep { get; set; }

    /// <summary>The step whose weights were saved last.</summary>
    public long SavedStep { get; set; }

    public BestCheckpoint? Best { get; set; }

    public int ValidationsWithoutImprovement { get; set; }

    /// <summary>Sums since the last line of the metrics.</summary>
    public BatchLoss Interval { get; set; }

    public double IntervalSeconds { get; set; }

    /// <summary>The means since the last line, and a fresh start.</summary>
    public IntervalMeans CloseInterval()
    {
        double targets = Math.Max(1, Interval.Targets);
        var means = new IntervalMeans(Interval.Loss / targets, Interval.NegativeLogLikelihood / targets, Interval.Targets / Math.Max(1e-9, IntervalSeconds));
        (Interval, IntervalSeconds) = (default, 0);
        return means;
    }

    /// <summary>Takes in a validation.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Note(long step, ValidationScores scores, string metric)
    {
        double score = scores[metric];
        bool isBest = double.IsFinite(score) && (Best is null || ValidationScores.IsBetter(metric, score, Best.Score));
        Best = isBest ? new BestCheckpoint(step, score) : Best;
        ValidationsWithoutImprovement = isBest ? 0 : ValidationsWithoutImprovement + 1;
        ValidatedStep = step;
        return isBest;
    }
}
