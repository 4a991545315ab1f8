using System.Globalization;
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
        ["exact"] = (hypotheses, references, options) => Exact(hypotheses, references),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The scores, in the order asked for.</summary>
    /// <exception cref="UserException">An unknown metric or tokenizer, no lines, or unequal numbers of lines.</exception>
    public static IReadOnlyList<MetricResult> Compute(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, MetricOptions options) =>
        [.. options.Metrics.Select(name => Find(name)(hypotheses, references, options))];

    /// <summary>How many of 100 hypotheses are a reference to the letter.</summary>
    public static double ExactMatch(IReadOnlyList<string> hypotheses, params IReadOnlyList<IReadOnlyList<string>> references)
    {
        int exact = Enumerable.Range(0, hypotheses.Count).Count(line => references.Any(reference => reference[line] == hypotheses[line]));
        return 100.0 * exact / hypotheses.Count;
    }

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

    private static MetricResult Exact(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        double score = ExactMatch(hypotheses, references);
        string signature = $"nrefs:{references.Count}|case:mixed";
        return new MetricResult("exact", score, signature, string.Create(CultureInfo.InvariantCulture, $"exact match|{signature} = {score:F2}"));
    }

    private static MetricResult Chrf(
        string key, IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, ChrfOptions options)
    {
        ChrfScore score = Text.Metrics.Chrf.Corpus(hypotheses, references, options);
        return new MetricResult(key, score.Score, score.Signature, score.ToString(2));
    }
}
