using Heed.Cli.Terminal;
using Heed.Text;
using Heed.Text.Metrics;

namespace Heed.Cli.Evaluation;

/// <summary>Scores a corpus by metrics chosen by name.</summary>
internal static class CorpusMetrics
{
    private static readonly Dictionary<string, Func<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>, MetricOptions, MetricResult>> ByName = new()
    {
        ["bleu"] = Bleu,
        ["chrf"] = (hypotheses, references, options) => Chrf("chrf", hypotheses, references, new ChrfOptions { Lowercase = options.Lowercase }),
        ["chrf++"] = (hypotheses, references, options) =>
            Chrf("chrf++", hypotheses, references, ChrfOptions.PlusPlus with { Lowercase = options.Lowercase }),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The scores, in the order asked for.</summary>
    /// <exception cref="UserException">An unknown metric or tokenizer, no lines, or unequal numbers of lines.</exception>
    public static IReadOnlyList<MetricResult> Compute(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, MetricOptions options) =>
        [.. options.Metrics.Select(name => Find(name)(hypotheses, references, options))];

    /// <exception cref="UserException">There is no such metric.</exception>
    public static void RequireKnown(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            Find(name);
        }
    }

    private static Func<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>, MetricOptions, MetricResult> Find(string name) =>
        ByName.GetValueOrDefault(name)
        ?? throw new UserException($"There is no metric '{name}'{Suggestion.Phrase(name, Names)} Choose from {string.Join(", ", Names)}.");

    private static MetricResult Bleu(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, MetricOptions options)
    {
        BleuScore score = Text.Metrics.Bleu.Corpus(
            hypotheses, references, new BleuOptions { Tokenizer = options.Tokenizer, Lowercase = options.Lowercase });
        return new MetricResult("bleu", score.Score, score.Signature, score.ToString(2));
    }

    private static MetricResult Chrf(
        string key, IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, ChrfOptions options)
    {
        ChrfScore score = Text.Metrics.Chrf.Corpus(hypotheses, references, options);
        return new MetricResult(key, score.Score, score.Signature, score.ToString(2));
    }
}
