using System.Runtime.InteropServices;
using System.Text;
using Heed.Text.Tokenization.PreTokenizers;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// The parts of words that no piece crosses: characters of one writing system that all have pieces, with the space before them. Many words
/// share them ("▁field," and "▁field."), so they are counted again.
/// </summary>
internal sealed class WordRuns
{
    /// <summary>Text without spaces is learned from in parts of so many UTF-16 units: the product of as many probabilities is no zero yet.</summary>
    private const int LongestRun = 40;

    /// <summary>In the order of their UTF-16 units.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>How often each occurs.</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <param name="words">All words.</param>
    /// <param name="alphabet">The characters that have pieces.</param>
    /// <param name="splitDigits">Whether each digit stands alone.</param>
    public static WordRuns Of(WordCounts words, IEnumerable<string> alphabet, bool splitDigits)
    {
        Dictionary<Rune, int> systems = Systems(alphabet, splitDigits);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach ((string word, long count) in words.Words)
        {
            int end;
            for (int start = 0; start < word.Length; start = end)
            {
                end = End(word, start, systems, out bool isKnown);
                if (isKnown)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(bySpan, word.AsSpan(start, end - start), out _) += count;
                }
            }
        }

        string[] runs = [.. counts.Keys];
        Array.Sort(runs, string.CompareOrdinal);
        return new WordRuns { Runs = runs, Counts = [.. runs.Select(run => counts[run])] };
    }

    private static Dictionary<Rune, int> Systems(IEnumerable<string> alphabet, bool splitDigits)
    {
        // Different for each digit and so different from its neighbours, unless they are the same digit.
        const int FirstDigit = -100;
        var systems = new Dictionary<Rune, int>();
        foreach (string text in alphabet)
        {
            Rune character = Rune.GetRuneAt(text, 0);
            systems[character] = character.Value == MetaspacePreTokenizer.Space ? WritingSystem.Any
                : splitDigits && Rune.IsDigit(character) ? FirstDigit
                : WritingSystem.Of(character);
        }

        return systems;
    }

    private static int End(string word, int start, Dictionary<Rune, int> systems, out bool isKnown)
    {
        int system = WritingSystem.Any;
        int at = start;
        isKnown = false;
        while (at < word.Length && at - start < LongestRun - 1)
        {
            Rune.DecodeFromUtf16(word.AsSpan(at), out Rune character, out int width);
            if (!systems.TryGetValue(character, out int next))
            {
                return isKnown ? at : at + width;
            }

            bool differs = next != system && next != WritingSystem.Any && system != WritingSystem.Any;
            if (isKnown && (differs || (next == system && next < WritingSystem.Any) || (at > start && word[at] == MetaspacePreTokenizer.Space)))
            {
                return at;
            }

            isKnown = true;
            system = next == WritingSystem.Any ? system : next;
            at += width;
        }

        return at;
    }
}
