using System.Runtime.InteropServices;

namespace Heed.Text.Tokenization.Training;

/// <summary>How often each distinct word occurs; memory grows with the distinct words, not with the text.</summary>
internal sealed class WordCounts
{
    /// <summary>The words, the most frequent first and equal ones in the order of their characters' codes: the same for any order of lines.</summary>
    public required IReadOnlyList<(string Word, long Count)> Words { get; init; }

    /// <summary>Counts what the first two stages of a tokenizer make of the lines.</summary>
    /// <exception cref="UserException">There is no word in all the lines.</exception>
    public static WordCounts Of(IEnumerable<string> lines, TokenizerParts parts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string line in lines)
        {
            var text = new MappedText(line, tracked: false);
            foreach ((int start, int end) in Tokenizer.Words(text, parts).Words)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(bySpan, text.Value.AsSpan(start, end - start), out _)++;
            }
        }

        if (counts.Count == 0)
        {
            throw new UserException("There is no text to train a tokenizer on: every line is empty. Give files that hold text.");
        }

        var words = counts.Select(pair => (Word: pair.Key, Count: pair.Value)).ToList();
        words.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Word, b.Word));
        return new WordCounts { Words = words };
    }
}
