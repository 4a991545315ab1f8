using System.Numerics;

namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>
/// Which two pieces merge, in what order of preference, and into what. Encoding asks it about every two neighbours, nearly always in
/// vain, so it is a plain table with open addressing, at most half full.
/// </summary>
internal sealed class MergeTable
{
    private const long Empty = -1;
    private readonly Entry[] entries;
    private readonly int shift;

    /// <param name="pairs">
    /// The merges, most preferred first. Merges one after the other that make the same piece are equally preferred: this is how a
    /// SentencePiece model, which knows pieces and no merges, is written.
    /// </param>
    /// <param name="vocabulary">Holds both parts and the whole of each merge.</param>
    /// <param name="continuingPrefix">What the right part loses when it joins the left one, or null.</param>
    /// <exception cref="ArgumentException">A merge has a part or a result without a piece, or occurs twice.</exception>
    public MergeTable(IReadOnlyList<(string Left, string Right)> pairs, Vocabulary vocabulary, string? continuingPrefix = null)
    {
        Pairs = pairs;
        entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * pairs.Count, 2))];
        Array.Fill(entries, new Entry(Empty, default));
        shift = 64 - BitOperations.Log2((uint)entries.Length);
        int shared = 0;
        int previous = -1;
        for (int rank = 0; rank < pairs.Count; rank++)
        {
            (string left, string right) = pairs[rank];
            string whole = continuingPrefix is not null && right.StartsWith(continuingPrefix, StringComparison.Ordinal)
                ? left + right[continuingPrefix.Length..] : left + right;
            if (!vocabulary.TryGetId(left, out int leftId) || !vocabulary.TryGetId(right, out int rightId)
                || !vocabulary.TryGetId(whole, out int result))
            {
                throw new ArgumentException($"Merge {rank} joins '{left}' and '{right}', but the vocabulary does not hold both and '{whole}'.");
            }

            ref Entry entry = ref Find(Key(leftId, rightId));
            if (entry.Pair != Empty)
            {
                throw new ArgumentException($"Merge {rank} of '{left}' and '{right}' is there twice.");
            }

            if (result != previous)
            {
                (previous, shared) = (result, rank);
            }

            entry = new Entry(Key(leftId, rightId), new Merge(shared, result));
        }
    }

    public IReadOnlyList<(string Left, string Right)> Pairs { get; }

    public bool TryGet(int left, int right, out Merge merge)
    {
        ref Entry entry = ref Find(Key(left, right));
        merge = entry.Merge;
        return entry.Pair != Empty;
    }

    /// <summary>The entry of a pair, or the empty one where it would be.</summary>
    private ref Entry Find(long pair)
    {
        // Fibonacci hashing: the high bits of the product depend on all bits of the pair.
        int mask = entries.Length - 1;
        int at = (int)(((ulong)pair * 0x9E3779B97F4A7C15UL) >> shift);
        while (entries[at].Pair != pair && entries[at].Pair != Empty)
        {
            at = (at + 1) & mask;
        }

        return ref entries[at];
    }

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    /// <param name="Rank">The lowest is merged first, and of equal ones the leftmost.</param>
    /// <param name="Result">Id of the merged piece.</param>
    internal readonly record struct Merge(int Rank, int Result);

    private readonly record struct Entry(long Pair, Merge Merge);
}
