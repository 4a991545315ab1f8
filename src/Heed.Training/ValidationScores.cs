using Heed.Text;

namespace Heed.Training;

/// <summary>What a validation measured, by name, in the order to be shown: <c>loss</c>, <c>perplexity</c>, <c>bleu</c>, …</summary>
public sealed record ValidationScores(IReadOnlyList<KeyValuePair<string, double>> Values)
{
    /// <summary>A few examples of what was measured, for people to read.</summary>
    public IReadOnlyList<ValidationSample> Samples { get; init; } = [];

    /// <summary>The measures of which less is better; of every other, more is.</summary>
    private static readonly string[] LowerIsBetter = ["loss", "perplexity"];

    /// <summary>The mean loss per target of summed losses, and its exponential.</summary>
    public static ValidationScores Of(BatchLoss total, params IReadOnlyList<KeyValuePair<string, double>> more)
    {
        double mean = total.NegativeLogLikelihood / Math.Max(1, total.Targets);
        return new ValidationScores([new("loss", mean), new("perplexity", Math.Exp(mean)), .. more]);
    }

    /// <summary>One score.</summary>
    /// <exception cref="UserException">It was not measured.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string key, double value) in Values)
            {
                if (key == name)
                {
                    return value;
                }
            }

            throw new UserException($"training.early_stopping.metric is {name}, but validation measures {string.Join(", ", Values.Select(pair => pair.Key))}.");
        }
    }

    /// <summary>Whether <paramref name="score"/> beats <paramref name="best"/>.</summary>
    public static bool IsBetter(string name, double score, double best) =>
        Array.IndexOf(LowerIsBetter, name) >= 0 ? score < best : score > best;
}
