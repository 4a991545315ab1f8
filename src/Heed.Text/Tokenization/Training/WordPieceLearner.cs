namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Learns merges by score, count(a b) / (count(a) · count(b)): the pair whose parts stand together most of the times that they occur at
/// all becomes one symbol. Only pairs that occur often enough compete, because among rare ones nearly every pair scores high; where no
/// number is given, often enough is at first as often as the most frequent pair, and half as often whenever none is left.
/// </summary>
internal sealed class WordPieceLearner
{
    private const int ReportInterval = 256;

    /// <summary>A pair that occurs once teaches nothing.</summary>
    private const long LeastCount = 2;

    private readonly PieceTable pieces;
    private readonly Spelling spelling;
    private readonly bool isFixed;
    private readonly PairIndex pairs;
    private readonly List<long> counts = [];
    private readonly List<HashSet<(int Left, int Right)>> pairsOf = [];
    private readonly PriorityQueue<Candidate, Candidate> queue;
    private long minimumCount;

    /// <param name="words">The words and how often each occurs.</param>
    /// <param name="pieces">What there is before any merge.</param>
    /// <param name="spelling">How words are written in symbols.</param>
    /// <param name="minimumCount">How often a pair has to occur; null for ever less often.</param>
    public WordPieceLearner(WordCounts words, PieceTable pieces, Spelling spelling, int? minimumCount)
    {
        this.pieces = pieces;
        this.spelling = spelling;
        isFixed = minimumCount is not null;
        var chain = new SymbolChain(words, spelling, pieces.Symbol);
        Grow();
        for (int place = 0; place < chain.Count; place++)
        {
            if (chain.Symbol(place) is var symbol and not SymbolChain.None)
            {
                counts[symbol] += chain.WordCount(place);
            }
        }

        pairs = new PairIndex(chain);
        queue = new PriorityQueue<Candidate, Candidate>(Comparer<Candidate>.Create(Compare));
        this.minimumCount = minimumCount ?? 0;
        if (!isFixed)
        {
            pairs.ForEach((_, _, count) => this.minimumCount = Math.Max(this.minimumCount, count));
        }

        OfferGrown();
    }

    /// <summary>Merges until there are so many pieces, or until no pair occurs often enough.</summary>
    public void Learn(int vocabularySize, TrainingWork? work = null)
    {
        for (long merges = 1; pieces.Count < vocabularySize && Best() is { } best; merges++)
        {
            int id = pieces.Merged(spelling.Join(pieces[best.Left], pieces[best.Right]));
            if (id == SymbolChain.None)
            {
                pairs.Remove(best.Left, best.Right);
                continue;
            }

            Grow();
            long merged = pairs.Merge(best.Left, best.Right, id);
            counts[best.Left] -= merged;
            counts[best.Right] -= merged;
            counts[id] += merged;
            OfferGrown();

            // The parts are rarer now, so their other pairs score higher.
            OfferPairsOf(best.Left);
            OfferPairsOf(best.Right);
            if (merges % ReportInterval == 0)
            {
                work?.Report("pieces", pieces.Count, vocabularySize);
            }
        }
    }

    /// <summary>Makes room for the symbols that there are now.</summary>
    private void Grow()
    {
        while (counts.Count < pieces.Count)
        {
            counts.Add(0);
            pairsOf.Add([]);
        }
    }

    private Candidate? Best()
    {
        Candidate? best;
        while ((best = BestQueued()) is null && !isFixed && minimumCount > LeastCount)
        {
            minimumCount = Math.Max(minimumCount / 2, LeastCount);
            pairs.ForEach(OfferFrequent);
        }

        return best;
    }

    /// <summary>The pair with the highest score, after throwing away or correcting what has changed since it was queued.</summary>
    private Candidate? BestQueued()
    {
        while (queue.TryDequeue(out Candidate top, out _))
        {
            long count = pairs.Count(top.Left, top.Right);
            if (count < minimumCount)
            {
                continue;
            }

            double score = Score(top.Left, top.Right, count);
            if (score == top.Score)
            {
                return top;
            }

            if (score < top.Score)
            {
                var corrected = top with { Score = score };
                queue.Enqueue(corrected, corrected);
            }
        }

        return null;
    }

    private double Score(int left, int right, long count) => count / ((double)counts[left] * counts[right]);

    private void OfferGrown() => pairs.TakeGrown(OfferFrequent);

    private void OfferFrequent(int left, int right, long count)
    {
        if (count >= minimumCount)
        {
            pairsOf[left].Add((left, right));
            pairsOf[right].Add((left, right));
            Offer(left, right, count);
        }
    }

    private void OfferPairsOf(int symbol) => pairsOf[symbol].RemoveWhere(pair =>
    {
        long count = pairs.Count(pair.Left, pair.Right);
        if (count >= minimumCount)
        {
            Offer(pair.Left, pair.Right, count);
        }

        return count < minimumCount;
    });

    private void Offer(int left, int right, long count)
    {
        var candidate = new Candidate(left, right, Score(left, right, count));
        queue.Enqueue(candidate, candidate);
    }

    /// <summary>Higher scores first; of equal ones the pair whose left, then right, piece is earlier by character code.</summary>
    private int Compare(Candidate a, Candidate b)
    {
        int order = b.Score.CompareTo(a.Score);
        order = order != 0 ? order : pieces.CompareCodes(a.Left, b.Left);
        return order != 0 ? order : pieces.CompareCodes(a.Right, b.Right);
    }

    private readonly record struct Candidate(int Left, int Right, double Score);
}
