namespace Heed.Text.Tokenization.Training;

/// <summary>The pieces of a vocabulary while it grows.</summary>
internal sealed class PieceTable
{
    private readonly List<string> pieces;
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly int reserved;

    /// <param name="initial">The pieces that are there before any merge.</param>
    /// <param name="reserved">How many of them, from the first on, are not symbols of the text and never the result of a merge.</param>
    public PieceTable(IEnumerable<string> initial, int reserved)
    {
        pieces = [.. initial];
        this.reserved = reserved;
        for (int id = 0; id < pieces.Count; id++)
        {
            ids.Add(pieces[id], id);
        }
    }

    public int Count => pieces.Count;

    public string this[int id] => pieces[id];

    /// <summary>The id of a symbol of the text, or −1 for one that has no piece.</summary>
    public int Symbol(string piece) => ids.TryGetValue(piece, out int id) && id >= reserved ? id : SymbolChain.None;

    /// <summary>The id of a merged piece, new or not; −1 where the text happens to spell a special token, which must stay what it is.</summary>
    public int Merged(string piece)
    {
        if (!ids.TryGetValue(piece, out int id))
        {
            id = pieces.Count;
            ids.Add(piece, id);
            pieces.Add(piece);
        }

        return id < reserved ? SymbolChain.None : id;
    }

    public Vocabulary ToVocabulary() => new(pieces);

    /// <summary>Orders two pieces by the codes of their characters.</summary>
    public int CompareCodes(int first, int second)
    {
        string a = pieces[first];
        string b = pieces[second];
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
}
