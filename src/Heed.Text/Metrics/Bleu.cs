using Heed.Text.Metrics.Tokenizers;

namespace Heed.Text.Metrics;

/// <summary>
/// BLEU, equal to sacreBLEU's (Post, "A Call for Clarity in Reporting BLEU Scores", 2018). An instance takes a corpus segment by segment in
/// constant memory; <see cref="Corpus"/> and <see cref="Sentence"/> are the short forms.
/// </summary>
public sealed class Bleu
{
    private readonly BleuOptions _options;
    private readonly IMetricTokenizer _tokenizer;
    private readonly BleuStatistics _statistics;
    private readonly Segments _segments = new();
    private readonly WordNumbers _words = new();
    private readonly NgramNumbers _ngrams = new();

    /// <exception cref="UserException">The options name an unknown tokenizer.</exception>
    public Bleu(BleuOptions? options = null)
    {
        _options = options ?? new BleuOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxOrder, 1);
        _tokenizer = MetricTokenizers.Get(_options.Tokenizer);
        _statistics = new BleuStatistics(_options.MaxOrder);
    }

    /// <summary>BLEU of a corpus.</summary>
    /// <param name="hypotheses">N lines.</param>
    /// <param name="references">One or more sets of N lines; null where a set has no reference for a line.</param>
    /// <param name="options">sacreBLEU's defaults if null.</param>
    /// <exception cref="UserException">There is nothing to score, the line counts differ, a line has no reference, or an unknown tokenizer.</exception>
    public static BleuScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, BleuOptions? options = null)
    {
        var bleu = new Bleu(options);
        Segments.ForEach(hypotheses, references, bleu.Add);
        return bleu.Score();
    }

    /// <summary>BLEU of one sentence, always with effective order; meant for ranking, not for reporting.</summary>
    /// <exception cref="UserException">There is no reference, or an unknown tokenizer.</exception>
    public static BleuScore Sentence(string hypothesis, IReadOnlyList<string> references, BleuOptions? options = null)
    {
        var bleu = new Bleu((options ?? new BleuOptions()) with { EffectiveOrder = true });
        bleu.Add(hypothesis, references);
        return bleu.Score();
    }

    /// <summary>Takes one segment: a hypothesis and its references, of which null ones do not count.</summary>
    /// <exception cref="UserException">There is no reference.</exception>
    public void Add(string hypothesis, IReadOnlyList<string?> references)
    {
        IReadOnlyList<string> present = _segments.Next(references);
        _words.Clear();
        _ngrams.Clear();
        int[][] candidate = Ngrams(hypothesis);
        int[][][] reference = [.. present.Select(Ngrams)];
        AddMatches(candidate, reference);

        int length = candidate[0].Length;
        _statistics.HypothesisLength += length;
        _statistics.ReferenceLength += reference.Select(ngrams => ngrams[0].Length).MinBy(other => (Math.Abs(other - length), other));
    }

    /// <summary>The score of everything added so far.</summary>
    /// <exception cref="UserException">Nothing was added.</exception>
    public BleuScore Score()
    {
        _segments.RequireAny();
        return _statistics.Score(_options, _segments.ReferenceCount);
    }

    /// <summary>The k-th occurrence of an n-gram matches if some reference has it at least k times.</summary>
    private void AddMatches(int[][] candidate, int[][][] references)
    {
        var limit = new int[_ngrams.Count];
        var seen = new int[_ngrams.Count];
        foreach (int[][] reference in references)
        {
            Array.Clear(seen);
            foreach (int[] order in reference)
            {
                foreach (int ngram in order)
                {
                    seen[ngram]++;
                    limit[ngram] = Math.Max(limit[ngram], seen[ngram]);
                }
            }
        }

        Array.Clear(seen);
        for (int n = 0; n < candidate.Length; n++)
        {
            _statistics.Totals[n] += candidate[n].Length;
            foreach (int ngram in candidate[n])
            {
                seen[ngram]++;
                _statistics.Counts[n] += seen[ngram] <= limit[ngram] ? 1 : 0;
            }
        }
    }

    private int[][] Ngrams(string text)
    {
        string trimmed = PythonText.TrimEnd(text).ToString();
        string line = _tokenizer.Tokenize(_options.Lowercase ? PythonText.Lower(trimmed) : trimmed);
        int[] words = [.. PythonText.Words(line).Select(word => _words.NumberOf(line.AsSpan(word)))];
        return _ngrams.Number(words, _options.MaxOrder);
    }
}
