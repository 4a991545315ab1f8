using System.Globalization;

namespace Heed.Models.Classification;

/// <summary>A class and how probable the model finds it, 0 … 1.</summary>
public readonly record struct ClassProbability(string Label, float Probability)
{
    /// <summary>Classes with their probabilities, the most probable first.</summary>
    internal static IReadOnlyList<ClassProbability> Rank(float[] probabilities, IReadOnlyList<string> labels) =>
        [.. probabilities.Select((probability, label) => new ClassProbability(labels[label], probability)).OrderByDescending(found => found.Probability)];

    /// <summary>What classes without names are called: their numbers.</summary>
    internal static string[] Numbers(int classes) => [.. Enumerable.Range(0, classes).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Scores of all classes → probabilities.</summary>
    internal static float[] Softmax(ReadOnlySpan<float> logits)
    {
        var powers = new float[logits.Length];
        float largest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        float sum = 0;
        for (int label = 0; label < powers.Length; label++)
        {
            sum += powers[label] = MathF.Exp(logits[label] - largest);
        }

        for (int label = 0; label < powers.Length; label++)
        {
            powers[label] /= sum;
        }

        return powers;
    }
}
