using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.Unicode;

/// <summary>The script (Latin, Han, …) of each character; .NET does not know them. Read when the first text needs it.</summary>
internal sealed class ScriptTable
{
    /// <summary>What characters without a script have.</summary>
    public const byte None = 0;

    private static readonly Lazy<ScriptTable> Loaded = new(() => new ScriptTable());

    private readonly Dictionary<string, byte> numbers = new(StringComparer.Ordinal);
    private readonly List<(int First, int Last, byte Script)> ranges = [];

    private ScriptTable()
    {
        using Stream stream = typeof(ScriptTable).Assembly.GetManifestResourceStream("Heed.Text.Tokenization.Unicode.scripts.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                string[] fields = line.Split(' ');
                byte number = (byte)(numbers.Count + 1);
                numbers.Add(fields[0], number);
                ranges.AddRange(fields.Skip(1).Select(range => Parse(range.Split('-'), number)));
            }
        }

        ranges.Sort();
    }

    public static ScriptTable Instance => Loaded.Value;

    /// <summary>The number of a script.</summary>
    public byte Number(string script) => numbers[script];

    /// <summary>The number of a character's script, or <see cref="None"/>.</summary>
    public byte Of(Rune character)
    {
        int low = 0;
        int high = ranges.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            (int first, int last, byte script) = ranges[middle];
            if (character.Value < first)
            {
                high = middle - 1;
            }
            else if (character.Value > last)
            {
                low = middle + 1;
            }
            else
            {
                return script;
            }
        }

        return None;
    }

    private static (int First, int Last, byte Script) Parse(string[] ends, byte script) =>
        (int.Parse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            int.Parse(ends[^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), script);
}
