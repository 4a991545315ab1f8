namespace Heed.Text.Metrics;

/// <summary>
/// chrF and chrF++, equal to sacreBLEU's. An instance takes a corpus segment by segment in constant memory; <see cref="Corpus"/> and
/// <see cref="Sentence"/> are the short forms.
/// </summary>
public sealed class Chrf
{
    private readonly ChrfOptions _options;
    private readonly int _orders;
    private readonly ChrfStatistics _statistics;
    private readonly Segments _segments = new();
    private readonly WordNumbers _words = new();
    private readonly NgramNumbers _characterNgrams = new();
    private readonly NgramNumbers _wordNgrams = new();

    public Chrf(ChrfOptions? options = null)
    {
        _options = options ?? new ChrfOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.CharacterOrder, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(_options.WordOrder);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Beta, 1);
        _orders = _options.CharacterOrder + _options.WordOrder;
        _statistics = new ChrfStatistics(_orders);
    }

    /// <summary>chrF of a corpus.</summary>
    /// <param name="hypotheses">N lines.</param>
    /// <param name="references">One or more sets of N lines; null where a set has no reference for a line.</param>
    /// <param name="options">chrF2 if null.</param>
    /// <exception cref="UserException">There is nothing to score, the line counts differ, or a line has no reference.</exception>
    public static ChrfScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, ChrfOptions? options = null)
    {
        var chrf = new Chrf(options);
        Segments.ForEach(hypotheses, references, chrf.Add);
        return chrf.Score();
    }

    /// <summary>chrF of one sentence.</summary>
    /// <exception cref="UserException">There is no reference.</exception>
    public static ChrfScore Sentence(string hypothesis, IReadOnlyList<string> references, ChrfOptions? options = null)
    {
        var chrf = new Chrf(options);
        chrf.Add(hypothesis, references);
        return chrf.Score();
    }

    /// <summary>
    /// Takes one segment: a hypothesis and its references, of which null ones do not count. Of several, the one with the best score for
    /// this segment enters the corpus.
    /// </summary>
    /// <exception cref="UserException">There is no reference.</exception>
    public void Add(string hypothesis, IReadOnlyList<string?> references)
    {
        IReadOnlyList<string> present = _segments.Next(references);
        _words.Clear();
        _characterNgrams.Clear();
        _wordNgrams.Clear();
        Ngrams candidate = NgramsOf(hypothesis);
        _statistics.Add(present
            .Select(reference => Compare(candidate, NgramsOf(reference)))
            .MaxBy(statistics => statistics.Score(_options))!);
    }

    /// <summary>The score of everything added so far.</summary>
    /// <exception cref="UserException">Nothing was added.</exception>
    public ChrfScore Score()
    {
        _segments.RequireAny();
        return new ChrfScore
        {
            Score = _statistics.Score(_options),
            Name = _options.Name,
            Signature = _options.Signature(_segments.ReferenceCount),
        };
    }

    private ChrfStatistics Compare(Ngrams candidate, Ngrams reference)
    {
        var statistics = new ChrfStatistics(_orders);
        AddMatches(candidate.Characters, reference.Characters, new int[_characterNgrams.Count], statistics, 0);
        AddMatches(candidate.Words, reference.Words, new int[_wordNgrams.Count], statistics, _options.CharacterOrder);
        return statistics;
    }

    /// <summary>Each n-gram of the reference is there to be matched once.</summary>
    private static void AddMatches(int[][] candidate, int[][] reference, int[] unmatched, ChrfStatistics statistics, int firstOrder)
    {
        for (int n = 0; n < candidate.Length; n++)
        {
            foreach (int ngram in reference[n])
            {
                unmatched[ngram]++;
            }

            int matches = 0;
            foreach (int ngram in candidate[n])
            {
                matches += unmatched[ngram]-- > 0 ? 1 : 0;
            }

            statistics.Hypothesis[firstOrder + n] = reference[n].Length == 0 ? 0 : candidate[n].Length;
            statistics.Reference[firstOrder + n] = reference[n].Length;
            statistics.Matches[firstOrder + n] = matches;
        }
    }

    private Ngrams NgramsOf(string text)
    {
        if (_options.Lowercase)
        {
            text = PythonText.Lower(text);
        }

        int[] characters = [.. text.EnumerateRunes()
            .Select(rune => rune.Value)
            .Where(codePoint => _options.Whitespace || !PythonText.IsWhiteSpace(codePoint))];
        int[] words = _options.WordOrder == 0 ? [] : [.. WordsOf(text)];
        return new Ngrams(
            _characterNgrams.Number(characters, _options.CharacterOrder), _wordNgrams.Number(words, _options.WordOrder));
    }

    /// <summary>
    /// Words with the last character split off if it is ASCII punctuation, or else the first: "(hi)" becomes "(hi" and ")", as everywhere.
    /// </summary>
    private IEnumerable<int> WordsOf(string text)
    {
        foreach (Range range in PythonText.Words(text))
        {
            string word = text[range];
            bool isOneCharacter = word.Length == 1 || (word.Length == 2 && char.IsSurrogatePair(word, 0));
            int cut = isOneCharacter ? 0
                : char.IsAscii(word[^1]) && IsPunctuation(word[^1]) ? word.Length - 1
                : char.IsAscii(word[0]) && IsPunctuation(word[0]) ? 1
                : 0;
            if (cut > 0)
            {
                yield return _words.NumberOf(word.AsSpan(0, cut));
            }

            yield return _words.NumberOf(word.AsSpan(cut));
        }
    }

    private static bool IsPunctuation(char ascii) => char.IsPunctuation(ascii) || char.IsSymbol(ascii);

    private readonly record struct Ngrams(int[][] Characters, int[][] Words);
}
