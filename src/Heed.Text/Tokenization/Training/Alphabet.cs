using System.Globalization;
using System.Text;

namespace Heed.Text.Tokenization.Training;

/// <summary>Which characters get a piece of their own.</summary>
internal static class Alphabet
{
    /// <summary>
    /// The fewest characters that cover the wanted share of the text, most frequent first, equally frequent ones by code; without the
    /// ones that are too rare.
    /// </summary>
    /// <exception cref="UserException">They and the reserved pieces are more than the vocabulary may hold.</exception>
    public static IReadOnlyList<string> Choose(WordCounts words, TokenizerTraining training, int reserved)
    {
        double coverage = training.CharacterCoverage;
        if (coverage is not (> 0 and <= 1))
        {
            throw new UserException($"The character coverage is {coverage.ToString(CultureInfo.InvariantCulture)}; it must be above 0 and at most 1.");
        }

        List<(Rune Character, long Count)> characters = Count(words);
        double wanted = coverage * characters.Sum(character => (double)character.Count);
        double covered = 0;
        int kept = 0;
        while (kept < characters.Count && covered < wanted && characters[kept].Count >= training.MinimumCharacterCount)
        {
            covered += characters[kept++].Count;
        }

        if (reserved + kept > training.VocabularySize)
        {
            throw new UserException(
                $"A vocabulary of {training.VocabularySize} pieces is too small: the text's characters and the special pieces alone are {kept} + {reserved} = {kept + reserved}. "
                + $"Ask for more than {kept + reserved}, or raise the minimum character count.");
        }

        return [.. characters.Take(kept).Select(character => character.Character.ToString())];
    }

    private static List<(Rune Character, long Count)> Count(WordCounts words)
    {
        var counts = new Dictionary<Rune, long>();
        foreach ((string word, long count) in words.Words)
        {
            foreach (Rune character in word.EnumerateRunes())
            {
                counts[character] = counts.GetValueOrDefault(character) + count;
            }
        }

        var sorted = counts.Select(pair => (Character: pair.Key, Count: pair.Value)).ToList();
        sorted.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : a.Character.CompareTo(b.Character));
        return sorted;
    }
}
