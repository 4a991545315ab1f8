namespace Heed.Text.Metrics;

/// <summary>
/// What stands in for the precision of an n-gram order without a match, whose logarithm would be −∞. Chen and Cherry, "A Systematic
/// Comparison of Smoothing Techniques for Sentence-Level BLEU" (2014).
/// </summary>
public enum BleuSmoothing
{
    /// <summary>1 / (2ᵏ · total) at the k-th order without a match; <c>exp</c>, sacreBLEU's default.</summary>
    Exponential,

    /// <summary>value / total, with a value of 0.1 by default; <c>floor</c>.</summary>
    Floor,

    /// <summary>The value, 1 by default, is added to matches and total of every order above 1; <c>add-k</c>.</summary>
    AddK,

    /// <summary>Nothing: one order without a match makes the score 0; <c>none</c>.</summary>
    None,
}
