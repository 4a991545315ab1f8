using System.Runtime.InteropServices;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>How often each distinct word occurs; memory grows with the distinct words, not with the text.</summary>
internal sealed class WordCounts
{
    /// <summary>The words, the most frequent first and equal ones in the order of their characters' codes: the same for any order of lines.</summary>
    public required IReadOnlyList<(string Word, long Count)> Words { get; init; }

    /// <summary>Counts what the first two stages of a tokenizer make of the lines.</summary>
    /// <exception cref="UserException">There is no word in all the lines.</exception>
    public static WordCounts Of(IEnumerable<string> lines, Normalizer? normalizer, PreTokenizer? preTokenizer, TrainingWork? work = null)
    {
        work ??= new TrainingWork();
        Dictionary<string, long> counts;
        using (var reader = new LineReader(lines, work))
        {
            counts = Merge(OrderedParallel.Run(work.ThreadCount, () => Count(reader, normalizer, preTokenizer)));
        }

        if (counts.Count == 0)
        {
            throw new UserException("There is no text to train a tokenizer on: every line is empty. Give files that hold text.");
        }

        var words = counts.Select(pair => (Word: pair.Key, Count: pair.Value)).ToList();
        words.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Word, b.Word));
        return new WordCounts { Words = words };
    }

    private static Dictionary<string, long> Count(LineReader reader, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var lines = new List<string>();
        while (reader.Take(lines))
        {
            foreach (string line in lines)
            {
                var text = new MappedText(WellFormedText.Of(line), tracked: false);
                foreach ((int start, int end) in Tokenizer.Words(text, normalizer, preTokenizer).Words)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(bySpan, text.Value.AsSpan(start, end - start), out _)++;
                }
            }
        }

        return counts;
    }

    private static Dictionary<string, long> Merge(Dictionary<string, long>[] parts)
    {
        Dictionary<string, long> sum = parts.MaxBy(part => part.Count)!;
        foreach (Dictionary<string, long> part in parts.Where(part => part != sum))
        {
            foreach ((string word, long count) in part)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(sum, word, out _) += count;
            }
        }

        return sum;
    }

    /// <summary>Hands out lines, some at a time, to whoever asks.</summary>
    private sealed class LineReader(IEnumerable<string> source, TrainingWork work) : IDisposable
    {
        private const int AtATime = 256;
        private const int ReportInterval = 64;
        private readonly IEnumerator<string> lines = source.GetEnumerator();
        private readonly Lock gate = new();
        private long taken;
        private long batches;
        private bool ended;

        /// <summary>Puts the next lines into <paramref name="into"/>; false where there are none left.</summary>
        public bool Take(List<string> into)
        {
            into.Clear();
            lock (gate)
            {
                while (!ended && into.Count < AtATime)
                {
                    // Stays ended if reading fails, so that the other threads do not read on.
                    ended = true;
                    if (lines.MoveNext())
                    {
                        ended = false;
                        into.Add(lines.Current);
                    }
                }

                work.Cancellation.ThrowIfCancellationRequested();
                taken += into.Count;
                if (++batches % ReportInterval == 0 || ended)
                {
                    work.Report("lines", taken);
                }
            }

            return into.Count > 0;
        }

        public void Dispose() => lines.Dispose();
    }
}
