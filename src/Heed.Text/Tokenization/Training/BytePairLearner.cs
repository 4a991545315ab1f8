namespace Heed.Text.Tokenization.Training;

/// <summary>Learns merges by frequency: again and again the pair of neighbouring symbols that occurs most often becomes one symbol.</summary>
internal sealed class BytePairLearner
{
    private const int ReportInterval = 256;
    private readonly PieceTable pieces;
    private readonly Spelling spelling;
    private readonly PairIndex pairs;
    private readonly PriorityQueue<Candidate, Candidate> queue;

    /// <param name="words">The words and how often each occurs.</param>
    /// <param name="pieces">What there is before any merge.</param>
    /// <param name="spelling">How words are written in symbols; null for characters as they are.</param>
    public BytePairLearner(WordCounts words, PieceTable pieces, Spelling? spelling = null)
    {
        this.pieces = pieces;
        this.spelling = spelling ?? Spelling.Plain;
        pairs = new PairIndex(new SymbolChain(words, this.spelling, pieces.Symbol));
        queue = new PriorityQueue<Candidate, Candidate>(Comparer<Candidate>.Create(Compare));
        Enqueue(minimum: 1);
    }

    /// <summary>Merges until there are so many pieces or merges, or until no pair occurs often enough.</summary>
    public List<(string Left, string Right)> Learn(int vocabularySize, int minimumCount, int mostMerges = int.MaxValue, TrainingWork? work = null)
    {
        var merges = new List<(string Left, string Right)>();
        while (pieces.Count < vocabularySize && merges.Count < mostMerges && Best(minimumCount) is { } best)
        {
            int id = pieces.Merged(spelling.Join(pieces[best.Left], pieces[best.Right]));
            if (id == SymbolChain.None)
            {
                pairs.Remove(best.Left, best.Right);
                continue;
            }

            merges.Add((pieces[best.Left], pieces[best.Right]));
            pairs.Merge(best.Left, best.Right, id);
            Enqueue(minimumCount);
            if (merges.Count % ReportInterval == 0)
            {
                work?.Report("pieces", pieces.Count, vocabularySize);
            }
        }

        return merges;
    }

    /// <summary>The most frequent pair, after throwing away or correcting what has become less frequent since it was queued.</summary>
    private Candidate? Best(int minimumCount)
    {
        while (queue.TryDequeue(out Candidate top, out _))
        {
            long count = pairs.Count(top.Left, top.Right);
            if (count < minimumCount)
            {
                continue;
            }

            if (count == top.Count)
            {
                return top;
            }

            if (count < top.Count)
            {
                var corrected = top with { Count = count };
                queue.Enqueue(corrected, corrected);
            }
        }

        return null;
    }

    /// <summary>Queues the pairs that have become more frequent.</summary>
    private void Enqueue(int minimum) => pairs.TakeGrown((left, right, count) =>
    {
        if (count >= minimum)
        {
            var candidate = new Candidate(left, right, count);
            queue.Enqueue(candidate, candidate);
        }
    });

    /// <summary>More frequent first; of equally frequent pairs the one whose left, then right, piece is later by character code (as subword-nmt does).</summary>
    private int Compare(Candidate a, Candidate b)
    {
        int order = b.Count.CompareTo(a.Count);
        order = order != 0 ? order : pieces.CompareCodes(b.Left, a.Left);
        return order != 0 ? order : pieces.CompareCodes(b.Right, a.Right);
    }

    private readonly record struct Candidate(int Left, int Right, long Count);
}
