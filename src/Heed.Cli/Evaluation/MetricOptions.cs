namespace Heed.Cli.Evaluation;

/// <summary>Which scores to compute, and how.</summary>
internal sealed record MetricOptions
{
    /// <summary>Keys from <see cref="CorpusMetrics.Names"/>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = ["bleu", "chrf"];

    /// <summary>How BLEU splits text into words.</summary>
    public string Tokenizer { get; init; } = "13a";

    /// <summary>Compare in lower case.</summary>
    public bool Lowercase { get; init; }
}
