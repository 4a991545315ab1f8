using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Heed.Text.Tokenization.Models;

/// <summary>
/// Remembers the pieces of words already seen, for all threads; looking up takes no lock. It takes words until it is full and then no
/// more: frequent words come early, and what a full cache would evict and take in again costs more than it saves.
/// </summary>
internal sealed class WordCache
{
    private const int Capacity = 1 << 16;
    private const int LongestWord = 64;

    /// <summary>Words that fall on the same place beyond this many are not kept, so that no choice of words makes looking up slow.</summary>
    private const int LongestProbe = 16;

    private readonly Lock gate = new();
    private Entry?[] entries = new Entry?[256];
    private int count;

    public bool TryGet(ReadOnlySpan<char> word, [NotNullWhen(true)] out Token[]? pieces)
    {
        if (word.Length <= LongestWord && Find(Volatile.Read(ref entries), word, Hash(word)) is { } entry)
        {
            pieces = entry.Pieces;
            return true;
        }

        pieces = null;
        return false;
    }

    /// <summary>Offers the pieces of a word.</summary>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<Token> pieces)
    {
        if (word.Length > LongestWord || Volatile.Read(ref count) >= Capacity)
        {
            return;
        }

        ulong hash = Hash(word);
        lock (gate)
        {
            if (Find(entries, word, hash) is not null)
            {
                return;
            }

            if (2 * count >= entries.Length)
            {
                Grow();
            }

            if (TryPut(entries, new Entry(hash, word.ToString(), pieces.ToArray())))
            {
                count++;
            }
        }
    }

    private static Entry? Find(Entry?[] table, ReadOnlySpan<char> word, ulong hash)
    {
        int mask = table.Length - 1;
        for (int probe = 0; probe < LongestProbe; probe++)
        {
            if (Volatile.Read(ref table[(int)(hash + (uint)probe) & mask]) is not { } entry)
            {
                return null;
            }

            if (entry.Hash == hash && word.SequenceEqual(entry.Word))
            {
                return entry;
            }
        }

        return null;
    }

    private static bool TryPut(Entry?[] table, Entry entry)
    {
        int mask = table.Length - 1;
        for (int probe = 0; probe < LongestProbe; probe++)
        {
            ref Entry? place = ref table[(int)(entry.Hash + (uint)probe) & mask];
            if (place is null)
            {
                Volatile.Write(ref place, entry);
                return true;
            }
        }

        return false;
    }

    /// <summary>Readers go on with the old table, which stays as it is, until the new one is complete.</summary>
    private void Grow()
    {
        var larger = new Entry?[4 * entries.Length];
        foreach (Entry? entry in entries)
        {
            if (entry is not null)
            {
                TryPut(larger, entry);
            }
        }

        Volatile.Write(ref entries, larger);
    }

    private static ulong Hash(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(word);
        ulong hash = (ulong)word.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = SplitMix64.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        ulong rest = 0;
        foreach (byte value in bytes)
        {
            rest = (rest << 8) | value;
        }

        return SplitMix64.Mix(hash ^ rest);
    }

    private sealed record Entry(ulong Hash, string Word, Token[] Pieces);
}
