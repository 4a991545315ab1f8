namespace Heed.Text.Tokenization;

/// <summary>
/// The pieces a model knows, in the order of their ids: a piece's id is its place in the list. An id may have no piece, as published
/// vocabularies leave some free between their pieces and their special tokens.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>Beyond it an id is surely a mistake: the rows of an embedding would not fit into memory.</summary>
    internal const int HighestId = (1 << 24) - 1;

    private readonly string?[] pieces;
    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;

    /// <param name="pieces">All pieces, id 0 first; null for an id without a piece.</param>
    /// <exception cref="ArgumentException">A piece occurs twice.</exception>
    public Vocabulary(IEnumerable<string?> pieces)
    {
        this.pieces = [.. pieces];
        ids = new Dictionary<string, int>(this.pieces.Length, StringComparer.Ordinal);
        for (int id = 0; id < this.pieces.Length; id++)
        {
            if (this.pieces[id] is { } piece && !ids.TryAdd(piece, id))
            {
                throw new ArgumentException($"The piece '{piece}' has two ids, {ids[piece]} and {id}.", nameof(pieces));
            }
        }

        Pieces = [.. this.pieces.OfType<string>()];
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many ids there are; they run from 0 to this minus one.</summary>
    public int Count => pieces.Length;

    /// <summary>All pieces, lowest id first.</summary>
    public IReadOnlyList<string> Pieces { get; }

    /// <summary>The piece of an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No piece has the id.</exception>
    public string this[int id] => TryGetPiece(id)
        ?? throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {pieces.Length - 1}; there is no piece {id}.");

    /// <summary>The piece of an id, or null where no piece has it.</summary>
    public string? TryGetPiece(int id) => (uint)id < (uint)pieces.Length ? pieces[id] : null;

    /// <summary>The id of a piece, or false where the vocabulary does not hold it.</summary>
    public bool TryGetId(ReadOnlySpan<char> piece, out int id) => idsBySpan.TryGetValue(piece, out id);
}
