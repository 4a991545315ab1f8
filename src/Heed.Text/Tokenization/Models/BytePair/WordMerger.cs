namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>
/// Merges the symbols of one word, always the pair of lowest rank and of those the leftmost, in O(n log n): the symbols are a linked list
/// and the possible merges a heap, from which outdated ones are thrown away when they come up. One instance a thread; it keeps its memory.
/// </summary>
internal sealed class WordMerger
{
    private const int Gone = -1;
    private readonly LongHeap heap = new();
    private readonly List<long> passedOver = [];
    private Symbol[] symbols = new Symbol[64];
    private int count;

    /// <summary>Begins a new word.</summary>
    public void Clear()
    {
        count = 0;
        heap.Clear();
        passedOver.Clear();
    }

    /// <summary>Adds a symbol on the right that covers the word's units from start to before end.</summary>
    public void Add(int id, int start, int end)
    {
        if (count == symbols.Length)
        {
            Array.Resize(ref symbols, 2 * symbols.Length);
        }

        symbols[count] = new Symbol { Id = id, Start = start, End = end, Previous = count - 1, Next = count + 1 };
        count++;
    }

    /// <summary>Lets the last symbol reach further, for characters that share one unknown piece.</summary>
    public bool ExtendLast(int id, int end)
    {
        if (count == 0 || symbols[count - 1].Id != id)
        {
            return false;
        }

        symbols[count - 1].End = end;
        return true;
    }

    /// <summary>Merges until nothing is left to merge. With a rate above 0, each possible merge is passed over with that probability.</summary>
    public void Merge(MergeTable table, double dropout, ref SplitMix64 random)
    {
        for (int left = 0; left < count - 1; left++)
        {
            Offer(table, left);
        }

        while (heap.Count > 0)
        {
            long key = heap.Pop();
            int left = (int)(key & 0xFFFFFFFF);
            int right = symbols[left].Id == Gone ? count : symbols[left].Next;
            if (right == count || !table.TryGet(symbols[left].Id, symbols[right].Id, out MergeTable.Merge merge) || merge.Rank != key >> 32)
            {
                continue;
            }

            if (dropout > 0 && random.NextDouble() < dropout)
            {
                passedOver.Add(key);
                continue;
            }

            // What was passed over gets another chance after each merge.
            foreach (long again in passedOver)
            {
                heap.Push(again);
            }

            passedOver.Clear();
            Join(left, right, merge.Result);
            if (symbols[left].Previous >= 0)
            {
                Offer(table, symbols[left].Previous);
            }

            Offer(table, left);
        }
    }

    /// <summary>Adds what the word has become.</summary>
    public void CopyTo(List<Token> pieces)
    {
        for (int i = 0; i < count; i = symbols[i].Next)
        {
            pieces.Add(new Token(symbols[i].Id, symbols[i].Start, symbols[i].End));
        }
    }

    private void Offer(MergeTable table, int left)
    {
        int right = symbols[left].Next;
        if (right < count && table.TryGet(symbols[left].Id, symbols[right].Id, out MergeTable.Merge merge))
        {
            heap.Push(((long)merge.Rank << 32) | (uint)left);
        }
    }

    private void Join(int left, int right, int result)
    {
        ref Symbol kept = ref symbols[left];
        kept.Id = result;
        kept.End = symbols[right].End;
        kept.Next = symbols[right].Next;
        symbols[right].Id = Gone;
        if (kept.Next < count)
        {
            symbols[kept.Next].Previous = left;
        }
    }

    private struct Symbol
    {
        public int Id;
        public int Start;
        public int End;
        public int Previous;
        public int Next;
    }
}
