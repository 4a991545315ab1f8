using System.Runtime.InteropServices;

namespace Heed.Text.Tokenization.Training;

/// <summary>All distinct words end to end, each a doubly linked list of symbols that shortens as symbols join.</summary>
internal sealed class SymbolChain
{
    /// <summary>No symbol, or no place.</summary>
    public const int None = -1;

    private readonly List<Link> links = [];
    private readonly List<long> wordCounts = [];

    /// <param name="words">The words and how often each occurs.</param>
    /// <param name="spelling">How they are written in symbols.</param>
    /// <param name="idOf">The id of a symbol's piece, or −1 for one without a piece, which joins with nothing.</param>
    public SymbolChain(WordCounts words, Spelling spelling, Func<string, int> idOf)
    {
        var known = new Dictionary<Spelling.Symbol, int>();
        foreach ((string word, long count) in words.Words)
        {
            int first = links.Count;
            foreach (Spelling.Symbol symbol in spelling.Symbols(word))
            {
                if (!known.TryGetValue(symbol, out int id))
                {
                    known.Add(symbol, id = idOf(spelling.Piece(symbol)));
                }

                int place = links.Count;
                links.Add(new Link { Symbol = id, Previous = place == first ? None : place - 1, Next = place + 1, Word = wordCounts.Count });
            }

            CollectionsMarshal.AsSpan(links)[^1].Next = None;
            wordCounts.Add(count);
        }
    }

    /// <summary>How many places there are, joined ones included.</summary>
    public int Count => links.Count;

    /// <summary>The symbol at a place, or −1 where it has joined its left neighbour or has no piece.</summary>
    public int Symbol(int place) => links[place].Symbol;

    public int Previous(int place) => links[place].Previous;

    public int Next(int place) => links[place].Next;

    /// <summary>How often the word around a place occurs.</summary>
    public long WordCount(int place) => wordCounts[links[place].Word];

    /// <summary>Makes the symbol at a place and the next one into one symbol, there.</summary>
    public void Join(int place, int symbol)
    {
        Span<Link> all = CollectionsMarshal.AsSpan(links);
        ref Link right = ref all[all[place].Next];
        right.Symbol = None;
        all[place].Symbol = symbol;
        all[place].Next = right.Next;
        if (right.Next != None)
        {
            all[right.Next].Previous = place;
        }
    }

    private struct Link
    {
        public int Symbol;
        public int Previous;
        public int Next;
        public int Word;
    }
}
