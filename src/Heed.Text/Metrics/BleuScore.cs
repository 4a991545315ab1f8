using System.Globalization;

namespace Heed.Text.Metrics;

/// <summary>A BLEU score and what it is made of.</summary>
public sealed record BleuScore
{
    /// <summary>0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>Per order, the hypotheses' n-grams that a reference has too.</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>Per order, the hypotheses' n-grams.</summary>
    public required IReadOnlyList<long> Totals { get; init; }

    /// <summary>Per order, smoothed, 0 to 100.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>1, or less where the hypotheses are shorter than the references.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Words in the hypotheses.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Words in the references, of each segment the one nearest in length.</summary>
    public required long ReferenceLength { get; init; }

    /// <summary>Everything the score depends on, as sacreBLEU writes it.</summary>
    public required string Signature { get; init; }

    /// <summary>Hypothesis length / reference length; 0 without a reference word.</summary>
    public double LengthRatio => ReferenceLength == 0 ? 0 : (double)HypothesisLength / ReferenceLength;

    /// <summary>sacreBLEU's line, <c>BLEU|nrefs:1|… = 20.8 54.4/26.6/14.9/8.7 (BP = 1.000 ratio = 1.026 hyp_len = … ref_len = …)</c>.</summary>
    /// <param name="decimals">Decimals of the score.</param>
    public string ToString(int decimals)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string precisions = string.Join('/', Precisions.Select(precision => precision.ToString("F1", invariant)));
        string score = Score.ToString($"F{decimals}", invariant);
        return string.Create(
            invariant,
            $"BLEU|{Signature} = {score} {precisions} (BP = {BrevityPenalty:F3} ratio = {LengthRatio:F3} hyp_len = {HypothesisLength} ref_len = {ReferenceLength})");
    }

    /// <summary>The line with one decimal.</summary>
    public override string ToString() => ToString(1);
}
