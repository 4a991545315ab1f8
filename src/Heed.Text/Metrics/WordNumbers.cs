namespace Heed.Text.Metrics;

/// <summary>Gives equal words of one segment equal numbers 0, 1, 2, …</summary>
internal sealed class WordNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public void Clear() => _numbers.Clear();

    public int NumberOf(ReadOnlySpan<char> word)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!numbers.TryGetValue(word, out int number))
        {
            number = _numbers.Count;
            numbers[word] = number;
        }

        return number;
    }
}
