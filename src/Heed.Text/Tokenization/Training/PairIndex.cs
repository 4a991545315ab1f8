namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Every pair of neighbouring symbols with its count and its places, so that a merge costs as much as it changes and no word is read again.
/// </summary>
internal sealed class PairIndex
{
    private const int None = SymbolChain.None;
    private readonly SymbolChain chain;
    private readonly Dictionary<long, PairPlaces> pairs = [];
    private readonly HashSet<long> grown = [];

    public PairIndex(SymbolChain chain)
    {
        this.chain = chain;
        for (int place = 0; place < chain.Count; place++)
        {
            Adjust(place, +1);
        }
    }

    /// <summary>How often two symbols stand side by side; 0 for those that never do, or are merged.</summary>
    public long Count(int left, int right) => pairs.TryGetValue(Key(left, right), out PairPlaces? pair) ? pair.Count : 0;

    /// <summary>Forgets a pair that must not merge.</summary>
    public void Remove(int left, int right) => pairs.Remove(Key(left, right));

    /// <summary>Makes all places of a pair into one symbol each, from left to right, so that a a a becomes aa a.</summary>
    /// <returns>How often that happened, each word counted as often as it occurs.</returns>
    public long Merge(int left, int right, int id)
    {
        if (!pairs.Remove(Key(left, right), out PairPlaces? pair))
        {
            return 0;
        }

        long merged = 0;
        foreach (int place in pair.InOrder())
        {
            int next = chain.Next(place);
            if (chain.Symbol(place) != left || next == None || chain.Symbol(next) != right)
            {
                continue;
            }

            int before = chain.Previous(place);
            Adjust(before, -1);
            Adjust(next, -1);
            chain.Join(place, id);
            Adjust(before, +1);
            Adjust(place, +1);
            merged += chain.WordCount(place);
        }

        return merged;
    }

    /// <summary>Calls back for every pair that has become more frequent, or come into being, since the last call.</summary>
    public void TakeGrown(Action<int, int, long> take)
    {
        foreach (long key in grown)
        {
            if (pairs.TryGetValue(key, out PairPlaces? pair))
            {
                take((int)(key >> 32), (int)key, pair.Count);
            }
        }

        grown.Clear();
    }

    /// <summary>Calls back for every pair.</summary>
    public void ForEach(Action<int, int, long> take)
    {
        foreach ((long key, PairPlaces pair) in pairs)
        {
            take((int)(key >> 32), (int)key, pair.Count);
        }
    }

    /// <summary>Adds the word's count, or takes it away, for the pair that begins at a place, if one does.</summary>
    private void Adjust(int place, int sign)
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

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

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
