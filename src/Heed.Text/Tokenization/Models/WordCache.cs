using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Heed.Text.Tokenization.Models;

/// <summary>
/// Remembers the pieces of words already seen, for all threads. It takes words until it is full and then no more: frequent words come
/// early, and what a full cache would evict and take in again costs more than it saves.
/// </summary>
internal sealed class WordCache
{
    private const int Capacity = 1 << 16;
    private const int LongestWord = 64;
    private readonly ConcurrentDictionary<string, Token[]> words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Token[]>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private int count;

    public WordCache()
    {
        bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool TryGet(ReadOnlySpan<char> word, [NotNullWhen(true)] out Token[]? pieces) => bySpan.TryGetValue(word, out pieces);

    /// <summary>Offers the pieces of a word, those of the list from <paramref name="first"/> on.</summary>
    public void Add(ReadOnlySpan<char> word, List<Token> pieces, int first)
    {
        if (word.Length <= LongestWord && Volatile.Read(ref count) < Capacity
            && bySpan.TryAdd(word, [.. pieces.Skip(first)]))
        {
            Interlocked.Increment(ref count);
        }
    }
}
