using System.Runtime.InteropServices;
using System.Text;

namespace Heed.Text.Tokenization.Unicode;

/// <summary>Brings text into a normal form, one cluster (a character and all that may join it) at a time.</summary>
internal sealed class UnicodeNormalization(UnicodeForm form)
{
    /// <summary>Below it nothing joins and every composed form is itself.</summary>
    private const char FirstMark = '\u0300';

    private readonly bool isCompatible = form is UnicodeForm.Nfkc or UnicodeForm.Nfkd;
    private readonly bool composes = form is UnicodeForm.Nfc or UnicodeForm.Nfkc;
    private readonly UnicodeTable table = UnicodeTable.Instance;
    private readonly List<int> codes = [];
    private char[] built = new char[16];

    /// <summary>Whether a text is in the form for certain, seen without the table.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text, UnicodeForm form)
    {
        char first = form == UnicodeForm.Nfc ? FirstMark : '\u0080';
        int from = text.IndexOfAnyExceptInRange('\0', (char)(first - 1));
        if (from < 0 || form != UnicodeForm.Nfc)
        {
            return from < 0;
        }

        foreach (char unit in text[from..])
        {
            if (unit >= FirstMark && !IsComposedAlone(unit))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the cluster ends that begins at a place.</summary>
    public int ClusterEnd(ReadOnlySpan<char> text, int start)
    {
        int end = start;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text[end..], out Rune rune, out int width);
            if (end > start && !table.JoinsLeft(rune.Value))
            {
                break;
            }

            end += width;
        }

        return end;
    }

    /// <summary>The normal form of a cluster; valid until the next call.</summary>
    public ReadOnlySpan<char> Normalize(ReadOnlySpan<char> cluster)
    {
        codes.Clear();
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            Decompose(rune.Value);
        }

        Reorder(CollectionsMarshal.AsSpan(codes));
        if (composes)
        {
            Compose();
        }

        if (built.Length < 2 * codes.Count)
        {
            built = new char[4 * codes.Count];
        }

        int length = 0;
        foreach (int code in codes)
        {
            length += new Rune(code).EncodeToUtf16(built.AsSpan(length));
        }

        return built.AsSpan(0, length);
    }

    /// <summary>Chinese characters and their punctuation, Japanese syllables without loose voicing marks, full width, and the usual quotes and dashes.</summary>
    private static bool IsComposedAlone(char unit) => unit is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3000' and <= '\u3020')
        or (>= '\u3041' and <= '\u3096') or (>= '\u30A0' and <= '\u30FF') or (>= '\u2010' and <= '\u2027') or (>= '\uFF01' and <= '\uFF9D');

    private void Decompose(int code)
    {
        if (Hangul.IsSyllable(code))
        {
            Hangul.Decompose(code, codes);
        }
        else if (table.Decomposition(code, isCompatible) is { } parts)
        {
            codes.AddRange(parts);
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Sorts each run of combining characters by class; those of one class keep their order.</summary>
    private void Reorder(Span<int> all)
    {
        for (int start = 0; start < all.Length; start++)
        {
            int end = start;
            while (end < all.Length && table.Class(all[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] sorted = [.. all[start..end].ToArray().OrderBy(table.Class)];
                sorted.CopyTo(all[start..end]);
            }

            start = end;
        }
    }

    /// <summary>Joins each character with the last one that does not combine, unless one between them of the same or a higher class, or of none, is in the way.</summary>
    private void Compose()
    {
        int kept = 0;
        int starter = -1;
        int previousClass = 0;
        foreach (int code in codes.ToArray())
        {
            int combining = table.Class(code);
            bool isAdjacent = starter == kept - 1;
            if (starter >= 0 && (isAdjacent || (previousClass < combining && previousClass != 0)) && Join(codes[starter], code) is >= 0 and int joined)
            {
                codes[starter] = joined;
                continue;
            }

            if (combining == 0)
            {
                starter = kept;
            }

            previousClass = combining;
            codes[kept++] = code;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private int Join(int first, int second) => Hangul.Compose(first, second) is >= 0 and int syllable ? syllable : table.Composite(first, second);
}
