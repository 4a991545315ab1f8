namespace Heed.Text.Metrics;

/// <summary>
/// Gives equal n-grams of one segment equal numbers 0, 1, 2, …, so that counting is array indexing. An n-gram is the number of its first
/// n−1 symbols followed by its last symbol; nothing is hashed lossily.
/// </summary>
internal sealed class NgramNumbers
{
    private const int Nothing = -1;

    private readonly Dictionary<(int Prefix, int Symbol), int> _numbers = [];

    /// <summary>How many different n-grams have been numbered.</summary>
    public int Count => _numbers.Count;

    /// <summary>Forgets everything: numbers compare only within one segment.</summary>
    public void Clear() => _numbers.Clear();

    /// <summary>The number of every n-gram: <c>result[n - 1][i]</c> is the one of order n that starts at symbol i.</summary>
    public int[][] Number(ReadOnlySpan<int> symbols, int maxOrder)
    {
        var ngrams = new int[maxOrder][];
        for (int n = 1; n <= maxOrder; n++)
        {
            var current = new int[Math.Max(0, symbols.Length - n + 1)];
            for (int i = 0; i < current.Length; i++)
            {
                int prefix = n == 1 ? Nothing : ngrams[n - 2][i];
                current[i] = NumberOf(prefix, symbols[i + n - 1]);
            }

            ngrams[n - 1] = current;
        }

        return ngrams;
    }

    private int NumberOf(int prefix, int symbol)
    {
        if (!_numbers.TryGetValue((prefix, symbol), out int number))
        {
            number = _numbers.Count;
            _numbers.Add((prefix, symbol), number);
        }

        return number;
    }
}
