namespace Heed.Text.Tests.Tokenization;

/// <summary>Byte-pair encoding as the paper's ten lines do it: slow, and the oracle of the fast one.</summary>
internal static class PlainBytePair
{
    public static List<(string Left, string Right)> Learn((string Word, long Count)[] words, int pieces, long minimumCount)
    {
        List<(List<string> Symbols, long Count)> all = [.. words.Select(word => (word.Word.Select(unit => unit.ToString()).ToList(), word.Count))];
        var known = new HashSet<string> { "a", "b", "c" };
        var merges = new List<(string Left, string Right)>();
        while (known.Count < pieces)
        {
            var counts = new Dictionary<(string Left, string Right), long>();
            foreach ((List<string> symbols, long count) in all)
            {
                for (int i = 0; i + 1 < symbols.Count; i++)
                {
                    (string, string) pair = (symbols[i], symbols[i + 1]);
                    counts[pair] = counts.GetValueOrDefault(pair) + count;
                }
            }

            if (counts.Count == 0 || counts.Values.Max() < minimumCount)
            {
                break;
            }

            (string Left, string Right) best = counts.Where(pair => pair.Value == counts.Values.Max()).Select(pair => pair.Key)
                .OrderByDescending(pair => pair.Left, StringComparer.Ordinal).ThenByDescending(pair => pair.Right, StringComparer.Ordinal).First();
            merges.Add(best);
            known.Add(best.Left + best.Right);
            all.ForEach(word => Apply(word.Symbols, best));
        }

        return merges;
    }

    /// <summary>Merges all of a word's pairs in the order of the list, each from left to right.</summary>
    public static List<string> Encode(string word, IEnumerable<(string Left, string Right)> merges)
    {
        List<string> symbols = [.. word.Select(unit => unit.ToString())];
        foreach ((string Left, string Right) merge in merges)
        {
            Apply(symbols, merge);
        }

        return symbols;
    }

    private static void Apply(List<string> symbols, (string Left, string Right) merge)
    {
        for (int i = 0; i + 1 < symbols.Count; i++)
        {
            if ((symbols[i], symbols[i + 1]) == merge)
            {
                symbols[i] += symbols[i + 1];
                symbols.RemoveAt(i + 1);
            }
        }
    }
}
