using System.Globalization;

namespace Heed.Text.Tokenization.Unicode;

/// <summary>
/// Decompositions, compositions and combining classes. .NET's own <see cref="string.Normalize()"/> needs ICU and without it returns the text
/// as it was, so the table is part of the program; it is read when the first text needs it.
/// </summary>
internal sealed class UnicodeTable
{
    private static readonly Lazy<UnicodeTable> Loaded = new(() => new UnicodeTable());

    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<long, int> composites = [];
    private readonly HashSet<int> seconds = [];
    private readonly Dictionary<int, byte> classes = [];

    private UnicodeTable()
    {
        using Stream stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream("Heed.Text.Tokenization.Unicode.normalization.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ');
            switch (line[0])
            {
                case '#':
                    break;
                case '@':
                    AddClass(byte.Parse(fields[0].AsSpan(1), CultureInfo.InvariantCulture), fields.AsSpan(1));
                    break;
                default:
                    AddDecomposition(fields[0], [.. fields.Skip(1).Select(field => Parse(field))]);
                    break;
            }
        }

        Expand();
    }

    public static UnicodeTable Instance => Loaded.Value;

    /// <summary>The complete decomposition of a character, or null where it has none. Hangul is not in the table; see <see cref="Hangul"/>.</summary>
    public int[]? Decomposition(int code, bool compatibility) =>
        (compatibility && compatible.TryGetValue(code, out int[]? parts)) || canonical.TryGetValue(code, out parts) ? parts : null;

    /// <summary>The character that two compose to, or −1.</summary>
    public int Composite(int first, int second) => composites.TryGetValue(((long)first << 32) | (uint)second, out int code) ? code : -1;

    /// <summary>Canonical combining class; 0 for a character that does not combine.</summary>
    public byte Class(int code) => classes.GetValueOrDefault(code);

    /// <summary>Whether a character, in any of its forms, may move or compose with what stands before it.</summary>
    public bool JoinsLeft(int code) => Joins(code)
        || (canonical.TryGetValue(code, out int[]? parts) && Joins(parts[0]))
        || (compatible.TryGetValue(code, out parts) && Joins(parts[0]));

    private bool Joins(int code) => classes.ContainsKey(code) || seconds.Contains(code) || Hangul.JoinsLeft(code);

    private void AddClass(byte combining, ReadOnlySpan<string> ranges)
    {
        foreach (string range in ranges)
        {
            string[] ends = range.Split('-');
            int first = Parse(ends[0]);
            int last = Parse(ends[^1]);
            for (int code = first; code <= last; code++)
            {
                classes.Add(code, combining);
            }
        }
    }

    private void AddDecomposition(string field, int[] parts)
    {
        int code = Parse(field.TrimStart('!', '~'));
        (field[0] == '~' ? compatible : canonical).Add(code, parts);
        if (field[0] is not '!' and not '~')
        {
            composites.Add(((long)parts[0] << 32) | (uint)parts[1], code);
            seconds.Add(parts[1]);
        }
    }

    /// <summary>The file has one step a line; what a character decomposes to may decompose again.</summary>
    private void Expand()
    {
        foreach (int code in canonical.Keys.ToArray())
        {
            int[] full = Expand(code, compatibility: true);
            canonical[code] = Expand(code, compatibility: false);
            if (!full.SequenceEqual(canonical[code]))
            {
                compatible[code] = full;
            }
        }

        foreach (int code in compatible.Keys.ToArray())
        {
            compatible[code] = Expand(code, compatibility: true);
        }
    }

    private int[] Expand(int code, bool compatibility) =>
        Decomposition(code, compatibility) is { } parts ? [.. parts.SelectMany(part => Expand(part, compatibility))] : [code];

    private static int Parse(ReadOnlySpan<char> hexadecimal) => int.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
