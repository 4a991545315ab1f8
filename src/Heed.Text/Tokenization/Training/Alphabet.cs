using System.Globalization;

namespace Heed.Text.Tokenization.Training;

/// <summary>Which characters get a piece of their own.</summary>
internal static class Alphabet
{
    /// <summary>
    /// The fewest symbols that cover the wanted share of the text, most frequent first, equally frequent ones by code; without the
    /// ones that are too rare.
    /// </summary>
    /// <exception cref="UserException">They and the reserved pieces are more than the vocabulary may hold.</exception>
    public static IReadOnlyList<string> Choose(WordCounts words, AlphabetTraining training, int reserved, Spelling? spelling = null)
    {
        double coverage = training.CharacterCoverage;
        if (coverage is not (> 0 and <= 1))
        {
            throw new UserException($"The character coverage is {coverage.ToString(CultureInfo.InvariantCulture)}; it must be above 0 and at most 1.");
        }

        spelling ??= Spelling.Plain;
        List<(Spelling.Symbol Symbol, long Count)> symbols = Count(words, spelling);
        double wanted = coverage * symbols.Sum(symbol => (double)symbol.Count);
        double covered = 0;
        int kept = 0;
        while (kept < symbols.Count && covered < wanted && symbols[kept].Count >= training.MinimumCharacterCount)
        {
            covered += symbols[kept++].Count;
        }

        if (reserved + kept > training.VocabularySize)
        {
            throw new UserException(
                $"A vocabulary of {training.VocabularySize} pieces is too small: the text's characters and the special pieces alone are {kept} + {reserved} = {kept + reserved}. "
                + $"Ask for more than {kept + reserved}, or raise the minimum character count.");
        }

        return [.. symbols.Take(kept).Select(symbol => spelling.Piece(symbol.Symbol))];
    }

    private static List<(Spelling.Symbol Symbol, long Count)> Count(WordCounts words, Spelling spelling)
    {
        var counts = new Dictionary<Spelling.Symbol, long>();
        foreach ((string word, long count) in words.Words)
        {
            foreach (Spelling.Symbol symbol in spelling.Symbols(word))
            {
                counts[symbol] = counts.GetValueOrDefault(symbol) + count;
            }
        }

        var sorted = counts.Select(pair => (Symbol: pair.Key, Count: pair.Value)).ToList();
        sorted.Sort(Compare);
        return sorted;
    }

    private static int Compare((Spelling.Symbol Symbol, long Count) a, (Spelling.Symbol Symbol, long Count) b)
    {
        int order = b.Count.CompareTo(a.Count);
        order = order != 0 ? order : a.Symbol.Character.CompareTo(b.Symbol.Character);
        order = order != 0 ? order : a.Symbol.IsContinuation.CompareTo(b.Symbol.IsContinuation);
        return order != 0 ? order : a.Symbol.IsEnd.CompareTo(b.Symbol.IsEnd);
    }
}
