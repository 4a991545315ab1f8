namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// What training begins with: every string that more than one run holds, as far as it cannot be prolonged without becoming rarer, and
/// every run that occurs more than once. They are the inner nodes of the runs' suffix tree; a sorted list of the suffixes, of which only
/// as many characters as a piece may have are looked at, finds them in linear time.
/// </summary>
internal sealed class SeedPieces
{
    private const char End = '\0';
    private readonly int longest;
    private readonly char[] text;
    private readonly long[] weights;
    private readonly int[] suffixes;

    private SeedPieces(WordRuns runs, int longest)
    {
        this.longest = longest;
        text = new char[runs.Runs.Sum(run => run.Length + 1)];
        weights = new long[text.Length];
        suffixes = new int[text.Length - runs.Runs.Count];
        int at = 0;
        int count = 0;
        for (int i = 0; i < runs.Runs.Count; i++)
        {
            string run = runs.Runs[i];
            run.CopyTo(0, text, at, run.Length);
            for (int end = at + run.Length; at < end; at++)
            {
                weights[at] = runs.Counts[i];
                suffixes[count++] = at;
            }

            text[at++] = End;
        }
    }

    /// <summary>The pieces in the order of their UTF-16 units, each with the number of times that it occurs.</summary>
    /// <param name="runs">The text.</param>
    /// <param name="alphabet">Characters, which are always among the pieces.</param>
    /// <param name="longest">The most UTF-16 units of a piece.</param>
    /// <param name="limit">The most pieces; those that cover least text are left out.</param>
    public static List<(string Piece, long Count)> Find(WordRuns runs, IEnumerable<string> alphabet, int longest, int limit)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var seeds = new SeedPieces(runs, longest);
        seeds.Sort(0, seeds.suffixes.Length, 0);
        seeds.AddRepeated(counts);
        for (int i = 0; i < runs.Runs.Count; i++)
        {
            if (runs.Counts[i] > 1 && runs.Runs[i].Length <= longest)
            {
                // A string that other runs hold as well has been counted with them.
                counts.TryAdd(runs.Runs[i], runs.Counts[i]);
            }
        }

        Dictionary<string, long> characters = CountCharacters(runs, alphabet);
        IEnumerable<(string Piece, long Count)> longer = counts.Where(pair => !characters.ContainsKey(pair.Key)).Select(pair => (pair.Key, pair.Value));
        if (counts.Count > limit)
        {
            longer = longer.OrderByDescending(piece => piece.Count * piece.Piece.Length).ThenBy(piece => piece.Piece, StringComparer.Ordinal).Take(limit);
        }

        List<(string Piece, long Count)> all = [.. characters.Select(pair => (pair.Key, pair.Value)), .. longer];
        all.Sort((a, b) => string.CompareOrdinal(a.Piece, b.Piece));
        return all;
    }

    private static Dictionary<string, long> CountCharacters(WordRuns runs, IEnumerable<string> alphabet)
    {
        Dictionary<string, long> counts = alphabet.ToDictionary(character => character, _ => 0L, StringComparer.Ordinal);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int i = 0; i < runs.Runs.Count; i++)
        {
            ReadOnlySpan<char> run = runs.Runs[i];
            int width;
            for (int at = 0; at < run.Length; at += width)
            {
                width = char.IsHighSurrogate(run[at]) ? 2 : 1;
                bySpan[run.Slice(at, width)] += runs.Counts[i];
            }
        }

        return counts;
    }

    /// <summary>Sorts suffixes that are the same up to a depth: by the unit there, in three parts, the middle one then by the next (Bentley and Sedgewick 1997).</summary>
    private void Sort(int from, int to, int depth)
    {
        while (to - from > 1 && depth < longest)
        {
            char pivot = Pivot(from, to, depth);
            int less = from;
            int more = to;
            for (int i = from; i < more;)
            {
                char unit = text[suffixes[i] + depth];
                if (unit < pivot)
                {
                    (suffixes[i], suffixes[less]) = (suffixes[less], suffixes[i]);
                    less++;
                    i++;
                }
                else if (unit > pivot)
                {
                    more--;
                    (suffixes[i], suffixes[more]) = (suffixes[more], suffixes[i]);
                }
                else
                {
                    i++;
                }
            }

            if (pivot != End)
            {
                Sort(less, more, depth + 1);
            }

            // The larger part goes on here, so that the stack stays small.
            if (less - from < to - more)
            {
                Sort(from, less, depth);
                from = more;
            }
            else
            {
                Sort(more, to, depth);
                to = less;
            }
        }
    }

    private char Pivot(int from, int to, int depth)
    {
        char a = text[suffixes[from] + depth];
        char b = text[suffixes[(int)(((uint)from + (uint)to) / 2)] + depth];
        char c = text[suffixes[to - 1] + depth];
        return (char)Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
    }

    /// <summary>Every range of suffixes with a common beginning that neither the suffix before nor the one after it has.</summary>
    private void AddRepeated(Dictionary<string, long> counts)
    {
        var open = new Stack<(int Length, long Before)>();
        open.Push((0, 0));
        long sum = 0;
        for (int i = 0; i < suffixes.Length; i++)
        {
            sum += weights[suffixes[i]];
            int common = i + 1 < suffixes.Length ? Common(suffixes[i], suffixes[i + 1]) : 0;
            long before = sum - weights[suffixes[i]];
            while (open.Peek().Length > common)
            {
                (int length, before) = open.Pop();
                if (length > 1)
                {
                    Add(suffixes[i], length, sum - before, counts);
                }
            }

            if (open.Peek().Length < common)
            {
                open.Push((common, before));
            }
        }
    }

    private void Add(int start, int length, long count, Dictionary<string, long> counts)
    {
        length -= char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
        if (length > 1 && !char.IsLowSurrogate(text[start]))
        {
            counts.TryAdd(new string(text, start, length), count);
        }
    }

    private int Common(int a, int b)
    {
        int length = 0;
        while (length < longest && text[a + length] == text[b + length] && text[a + length] != End)
        {
            length++;
        }

        return length;
    }
}
