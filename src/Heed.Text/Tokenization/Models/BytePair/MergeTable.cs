namespace Heed.Text.Tokenization.Models.BytePair;

/// <summary>Which two pieces merge, in what order of preference, and into what.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<long, Merge> merges;

    /// <param name="pairs">The merges, most preferred first.</param>
    /// <param name="vocabulary">Holds both parts and the whole of each merge.</param>
    /// <exception cref="ArgumentException">A merge has a part or a result without a piece, or occurs twice.</exception>
    public MergeTable(IReadOnlyList<(string Left, string Right)> pairs, Vocabulary vocabulary)
    {
        Pairs = pairs;
        merges = new Dictionary<long, Merge>(pairs.Count);
        for (int rank = 0; rank < pairs.Count; rank++)
        {
            (string left, string right) = pairs[rank];
            if (!vocabulary.TryGetId(left, out int leftId) || !vocabulary.TryGetId(right, out int rightId)
                || !vocabulary.TryGetId(left + right, out int result))
            {
                throw new ArgumentException($"Merge {rank} joins '{left}' and '{right}', but the vocabulary does not hold both and '{left + right}'.");
            }

            if (!merges.TryAdd(Key(leftId, rightId), new Merge(rank, result)))
            {
                throw new ArgumentException($"Merge {rank} of '{left}' and '{right}' is there twice.");
            }
        }
    }

    public IReadOnlyList<(string Left, string Right)> Pairs { get; }

    public bool TryGet(int left, int right, out Merge merge) => merges.TryGetValue(Key(left, right), out merge);

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    /// <param name="Rank">0 is merged first.</param>
    /// <param name="Result">Id of the merged piece.</param>
    internal readonly record struct Merge(int Rank, int Result);
}
