using System.Text;

namespace Heed.Text.Tokenization;

/// <summary>
/// The 256 visible characters that stand for bytes in byte-level vocabularies (GPT-2): the printable bytes of Latin-1 are themselves, the
/// other 68 are U+0100 to U+0143 in order, so that a space is Ġ and a line feed Ċ.
/// </summary>
internal static class ByteAlphabet
{
    private const char FirstOther = '\u0100';
    private static readonly char[] Characters = Build();
    private static readonly short[] Bytes = Invert(Characters);

    /// <summary>All 256 characters, in the order of the bytes.</summary>
    public static ReadOnlySpan<char> All => Characters;

    /// <summary>Whether a byte is its own character; such a byte below 128 is the same character of the text.</summary>
    public static bool IsItself(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    public static char OfByte(byte value) => Characters[value];

    /// <summary>The byte of a character, or −1 where it stands for none.</summary>
    public static int ToByte(char character) => character < Bytes.Length ? Bytes[character] : -1;

    /// <summary>Bytes as the characters that stand for them.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        var built = new StringBuilder(bytes.Length);
        foreach (byte value in bytes)
        {
            built.Append(Characters[value]);
        }

        return built.ToString();
    }

    /// <summary>Puts the characters of its UTF-8 bytes in the place of every character from one place to before another.</summary>
    public static void Replace(ref MappedText.Editor editor, ReadOnlySpan<char> text, int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        Span<char> characters = stackalloc char[4];
        while (editor.Position < end)
        {
            int plain = text[editor.Position..end].IndexOfAnyExceptInRange('!', '~');
            editor.Keep(plain < 0 ? end - editor.Position : plain);
            if (plain < 0)
            {
                return;
            }

            Rune.DecodeFromUtf16(text[editor.Position..end], out Rune rune, out int width);
            int count = rune.EncodeToUtf8(bytes);
            for (int i = 0; i < count; i++)
            {
                characters[i] = Characters[bytes[i]];
            }

            editor.Replace(width, characters[..count]);
        }
    }

    private static char[] Build()
    {
        char[] characters = new char[256];
        char other = FirstOther;
        for (int value = 0; value < characters.Length; value++)
        {
            characters[value] = IsItself(value) ? (char)value : other++;
        }

        return characters;
    }

    private static short[] Invert(char[] characters)
    {
        short[] bytes = new short[characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (short value = 0; value < characters.Length; value++)
        {
            bytes[characters[value]] = value;
        }

        return bytes;
    }
}
