using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Heed.Text.Tokenization.Normalizers;

/// <summary>
/// SentencePiece's compiled table of replacements: the length of a trie in bytes, the trie, and the replacements in UTF-8, each ended by a
/// zero. The trie is a Darts double array over UTF-8 bytes: a unit has its label in the lowest 8 bits, then whether a value follows, and
/// the distance to its children.
/// </summary>
internal sealed class CharacterMap
{
    private readonly byte[] blob;
    private readonly uint[] units;
    private readonly int texts;

    /// <summary>One bit for each UTF-16 unit: whether a replaced sequence begins with it. Most text has hardly any.</summary>
    private readonly ulong[] begins = new ulong[(char.MaxValue + 1) / 64];

    /// <exception cref="ArgumentException">The table is cut off.</exception>
    public CharacterMap(byte[] blob)
    {
        this.blob = blob;
        uint size = blob.Length >= 4 ? BinaryPrimitives.ReadUInt32LittleEndian(blob) : 0;
        if (size < 4 || size % 4 != 0 || size > blob.Length - 4)
        {
            throw new ArgumentException("The table of replaced characters is cut off.");
        }

        texts = 4 + (int)size;
        units = MemoryMarshal.Cast<byte, uint>(blob.AsSpan(4, (int)size)).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        for (int unit = 0; unit <= char.MaxValue; unit++)
        {
            if (char.IsSurrogate((char)unit) || TryStep(Start, new Rune(unit), out _, out _))
            {
                begins[unit >> 6] |= 1UL << unit;
            }
        }
    }

    /// <summary>The table as it was given.</summary>
    public ReadOnlySpan<byte> Blob => blob;

    private uint Start => Offset(units[0]);

    public bool MayBegin(char unit) => (begins[unit >> 6] & (1UL << unit)) != 0;

    /// <summary>Finds the longest replaced sequence that a text begins with.</summary>
    /// <returns>Its length in UTF-16 units, or 0.</returns>
    public int Match(ReadOnlySpan<char> text, out ReadOnlySpan<byte> replacement)
    {
        int longest = 0;
        int found = 0;
        uint node = Start;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out Rune character, out int width);
            if (!TryStep(node, character, out node, out int value))
            {
                break;
            }

            at += width;
            if (value >= 0)
            {
                (longest, found) = (at, value);
            }
        }

        replacement = longest > 0 ? Text(found) : default;
        return longest;
    }

    /// <summary>Whether a replaced sequence is this one or begins with it.</summary>
    public bool Continues(ReadOnlySpan<char> text)
    {
        uint node = Start;
        foreach (Rune character in text.EnumerateRunes())
        {
            if (!TryStep(node, character, out node, out _))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryStep(uint node, Rune character, out uint next, out int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        uint unit = 0;
        value = -1;
        next = node;
        foreach (byte label in bytes[..character.EncodeToUtf8(bytes)])
        {
            uint child = next ^ label;
            if (child >= units.Length || ((unit = units[child]) & 0x8000_00FF) != label)
            {
                return false;
            }

            next = child ^ Offset(unit);
        }

        if (((unit >> 8) & 1) != 0 && next < units.Length)
        {
            value = (int)(units[next] & int.MaxValue);
        }

        return true;
    }

    private ReadOnlySpan<byte> Text(int offset)
    {
        ReadOnlySpan<byte> text = offset < blob.Length - texts ? blob.AsSpan(texts + offset) : default;
        int end = text.IndexOf((byte)0);
        return end < 0 ? text : text[..end];
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1 << 9)) >> 6);
}
