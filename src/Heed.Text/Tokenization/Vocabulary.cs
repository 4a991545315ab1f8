namespace Heed.Text.Tokenization;

/// <summary>The pieces a model knows, in the order of their ids: a piece's id is its place in the list.</summary>
public sealed class Vocabulary
{
    private readonly string[] pieces;
    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;

    /// <param name="pieces">All pieces, id 0 first.</param>
    /// <exception cref="ArgumentException">A piece occurs twice.</exception>
    public Vocabulary(IEnumerable<string> pieces)
    {
        this.pieces = [.. pieces];
        ids = new Dictionary<string, int>(this.pieces.Length, StringComparer.Ordinal);
        for (int id = 0; id < this.pieces.Length; id++)
        {
            if (!ids.TryAdd(this.pieces[id], id))
            {
                throw new ArgumentException($"The piece '{this.pieces[id]}' has two ids, {ids[this.pieces[id]]} and {id}.", nameof(pieces));
            }
        }

        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many pieces there are; ids run from 0 to this minus one.</summary>
    public int Count => pieces.Length;

    /// <summary>All pieces, id 0 first.</summary>
    public IReadOnlyList<string> Pieces => pieces;

    /// <summary>The piece of an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is negative or not below <see cref="Count"/>.</exception>
    public string this[int id] => (uint)id < (uint)pieces.Length
        ? pieces[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {pieces.Length} pieces; there is no id {id}.");

    /// <summary>The id of a piece, or false where the vocabulary does not hold it.</summary>
    public bool TryGetId(ReadOnlySpan<char> piece, out int id) => idsBySpan.TryGetValue(piece, out id);
}
