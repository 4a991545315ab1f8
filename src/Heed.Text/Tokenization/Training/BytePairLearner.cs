namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Learns merges: again and again the pair of neighbouring symbols that occurs most often becomes one symbol. All distinct words lie end
/// to end as a linked list of symbols; every pair knows its count and its places, so that a merge costs as much as it changes and no word
/// is read again.
/// </summary>
internal sealed class BytePairLearner
{
    private const int None = -1;
    private readonly List<string> pieces;
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly int reserved;
    private readonly SymbolChain chain;
    private readonly Dictionary<long, PairPlaces> pairs = [];
    private readonly PriorityQueue<Candidate, Candidate> queue;
    private readonly HashSet<long> grown = [];

    /// <param name="words">The words and how often each occurs.</param>
    /// <param name="initial">The pieces that are there before any merge.</param>
    /// <param name="reserved">How many of them, from the first on, are not characters of the text and never the result of a merge.</param>
    public BytePairLearner(WordCounts words, IEnumerable<string> initial, int reserved)
    {
        pieces = [.. initial];
        this.reserved = reserved;
        for (int id = 0; id < pieces.Count; id++)
        {
            ids.Add(pieces[id], id);
        }

        queue = new PriorityQueue<Candidate, Candidate>(Comparer<Candidate>.Create(Compare));
        chain = new SymbolChain(words, piece => ids.TryGetValue(piece, out int id) && id >= reserved ? id : None);
        for (int place = 0; place < chain.Count; place++)
        {
            Count(place, +1);
        }

        Enqueue(minimum: 1);
    }

    /// <summary>Merges until there are so many pieces, or until no pair occurs often enough.</summary>
    public (Vocabulary Vocabulary, List<(string Left, string Right)> Merges) Learn(int vocabularySize, int minimumCount)
    {
        var merges = new List<(string Left, string Right)>();
        while (pieces.Count < vocabularySize && Best(minimumCount) is { } best)
        {
            string merged = pieces[best.Left] + pieces[best.Right];
            if (!ids.TryGetValue(merged, out int id))
            {
                id = pieces.Count;
                ids.Add(merged, id);
                pieces.Add(merged);
            }

            PairPlaces pair = pairs[Key(best.Left, best.Right)];
            pairs.Remove(Key(best.Left, best.Right));
            if (id < reserved)
            {
                // The text happens to spell a special token, which must stay what it is.
                continue;
            }

            merges.Add((pieces[best.Left], pieces[best.Right]));
            Merge(best, pair, id);
            Enqueue(minimumCount);
        }

        return (new Vocabulary(pieces), merges);
    }

    /// <summary>The most frequent pair, after throwing away or correcting what has become less frequent since it was queued.</summary>
    private Candidate? Best(int minimumCount)
    {
        while (queue.TryDequeue(out Candidate top, out _))
        {
            if (!pairs.TryGetValue(Key(top.Left, top.Right), out PairPlaces? pair) || pair.Count < minimumCount)
            {
                continue;
            }

            if (pair.Count == top.Count)
            {
                return top;
            }

            if (pair.Count < top.Count)
            {
                var corrected = top with { Count = pair.Count };
                queue.Enqueue(corrected, corrected);
            }
        }

        return null;
    }

    private void Merge(Candidate best, PairPlaces pair, int id)
    {
        // From left to right, so that a a a becomes aa a.
        foreach (int place in pair.InOrder())
        {
            int right = chain.Next(place);
            if (chain.Symbol(place) != best.Left || right == None || chain.Symbol(right) != best.Right)
            {
                continue;
            }

            int before = chain.Previous(place);
            Count(before, -1);
            Count(right, -1);
            chain.Join(place, id);
            Count(before, +1);
            Count(place, +1);
        }
    }

    /// <summary>Adds the word's count, or takes it away, for the pair that begins at a place, if one does.</summary>
    private void Count(int place, int sign)
    {
        int right = place == None ? None : chain.Next(place);
        if (right == None || chain.Symbol(place) == None || chain.Symbol(right) == None)
        {
            return;
        }

        long key = Key(chain.Symbol(place), chain.Symbol(right));
        if (!pairs.TryGetValue(key, out PairPlaces? pair))
        {
            if (sign < 0)
            {
                // The pair that is being merged, overlapping itself.
                return;
            }

            pairs.Add(key, pair = new PairPlaces());
        }

        pair.Count += sign * chain.WordCount(place);
        if (sign > 0)
        {
            pair.Add(place);
            grown.Add(key);
        }
        else if (pair.Count == 0)
        {
            pairs.Remove(key);
        }
    }

    /// <summary>Queues the pairs that have become more frequent.</summary>
    private void Enqueue(int minimum)
    {
        foreach (long key in grown)
        {
            if (pairs.TryGetValue(key, out PairPlaces? pair) && pair.Count >= minimum)
            {
                var candidate = new Candidate((int)(key >> 32), (int)key, pair.Count);
                queue.Enqueue(candidate, candidate);
            }
        }

        grown.Clear();
    }

    /// <summary>More frequent first; of equally frequent pairs the one whose left, then right, piece is later by character code (as subword-nmt does).</summary>
    private int Compare(Candidate a, Candidate b)
    {
        int order = b.Count.CompareTo(a.Count);
        order = order != 0 ? order : CompareCodes(pieces[b.Left], pieces[a.Left]);
        return order != 0 ? order : CompareCodes(pieces[b.Right], pieces[a.Right]);
    }

    private static int CompareCodes(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        int same = a.AsSpan(0, length).CommonPrefixLength(b);
        if (same == length)
        {
            return a.Length.CompareTo(b.Length);
        }

        // UTF-16 puts surrogates below U+E000 to U+FFFF; codes do not.
        bool supplementaryA = char.IsSurrogate(a[same]);
        bool supplementaryB = char.IsSurrogate(b[same]);
        return supplementaryA != supplementaryB ? supplementaryA.CompareTo(supplementaryB) : a[same].CompareTo(b[same]);
    }

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    private readonly record struct Candidate(int Left, int Right, long Count);

    /// <summary>How often a pair occurs and where; places may be out of date.</summary>
    private sealed class PairPlaces
    {
        private readonly List<int> places = new(2);
        private bool isSorted = true;

        public long Count { get; set; }

        public void Add(int place)
        {
            isSorted &= places.Count == 0 || places[^1] < place;
            places.Add(place);
        }

        public List<int> InOrder()
        {
            if (!isSorted)
            {
                places.Sort();
            }

            return places;
        }
    }
}
