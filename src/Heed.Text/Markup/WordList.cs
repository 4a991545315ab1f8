using Heed.Text.Segmentation;

namespace Heed.Text.Markup;

/// <summary>The words of a translation, of which stretches are taken for the tags of the original. An ideograph is a word.</summary>
internal sealed class WordList
{
    // A longer stretch is sought letter by letter only.
    private const int LongestStretch = 12;

    private readonly string text;
    private readonly List<TextSpan> words;
    private readonly bool[] taken;

    public WordList(string text)
    {
        this.text = text;
        words = Cut(text);
        taken = new bool[words.Count];
    }

    /// <summary>Takes the free stretch that is most like <paramref name="sought"/>; null if none is like it enough.</summary>
    /// <param name="sought">Other words for it.</param>
    /// <param name="centre">Where it is expected, as a share of the length.</param>
    /// <param name="alike">The least likeness, 0 to 1.</param>
    /// <param name="distance">What a stretch loses per length of the text between it and <paramref name="centre"/>.</param>
    public TextSpan? Take(string sought, double centre, double alike, double distance)
    {
        string[] wanted = [.. Cut(sought).Select(word => word.In(sought))];
        if (wanted.Length == 0)
        {
            return null;
        }

        double best = double.MinValue;
        (int First, int Count) stretch = default;
        foreach (int count in Counts(wanted.Length))
        {
            for (int first = 0; first + count <= words.Count; first++)
            {
                double value = IsFree(first, count) ? Likeness(wanted, first, count) : 0;
                double middle = (words[first].Start + words[first + count - 1].End) / 2.0 / text.Length;
                if (value >= alike && value - (distance * Math.Abs(middle - centre)) > best)
                {
                    best = value - (distance * Math.Abs(middle - centre));
                    stretch = (first, count);
                }
            }
        }

        if (stretch.Count == 0)
        {
            return null;
        }

        taken.AsSpan(stretch.First, stretch.Count).Fill(true);
        int start = words[stretch.First].Start;
        return new TextSpan(start, words[stretch.First + stretch.Count - 1].End - start);
    }

    /// <summary>A stretch with the marks before and behind it, at most as many as the original has at its own ends.</summary>
    public TextSpan WithMarks(TextSpan stretch, string original)
    {
        ReadOnlySpan<char> trimmed = original.AsSpan().Trim();
        int before = 0;
        while (before < trimmed.Length && !char.IsLetterOrDigit(trimmed[before]))
        {
            before++;
        }

        int behind = 0;
        while (behind < trimmed.Length && !char.IsLetterOrDigit(trimmed[^(behind + 1)]))
        {
            behind++;
        }

        int start = stretch.Start;
        while (before-- > 0 && start > 0 && IsMark(text[start - 1]))
        {
            start--;
        }

        int end = stretch.End;
        while (behind-- > 0 && end < text.Length && IsMark(text[end]))
        {
            end++;
        }

        return new TextSpan(start, end - start);
    }

    /// <summary>The start or the end of a word, the nearest to a share of the length that is not inside what is taken.</summary>
    public int FreeEdge(double centre, bool isEnd)
    {
        double wanted = centre * text.Length;
        int best = isEnd ? 0 : text.Length;
        for (int index = 0; index < words.Count; index++)
        {
            int neighbour = isEnd ? index + 1 : index - 1;
            bool isInside = taken[index] && neighbour >= 0 && neighbour < words.Count && taken[neighbour];
            int edge = isEnd ? words[index].End : words[index].Start;
            if (!isInside && Math.Abs(edge - wanted) < Math.Abs(best - wanted))
            {
                best = edge;
            }
        }

        return best;
    }

    private static IEnumerable<int> Counts(int count) => count > LongestStretch ? [count] : Enumerable.Range(Math.Max(1, count - 1), count > 1 ? 4 : 2);

    private static List<TextSpan> Cut(string text)
    {
        var cut = new List<TextSpan>();
        int start = -1;
        for (int index = 0; index <= text.Length; index++)
        {
            bool isLetter = index < text.Length && (char.IsLetterOrDigit(text[index]) || char.IsSurrogate(text[index]) || text[index] is '\u0301' or '\u0308');
            bool isAlone = isLetter && Marks.IsIdeograph(text[index]) && !char.IsSurrogate(text[index]);
            if (start >= 0 && (!isLetter || isAlone))
            {
                cut.Add(new TextSpan(start, index - start));
                start = -1;
            }

            if (isAlone)
            {
                cut.Add(new TextSpan(index, 1));
            }
            else if (isLetter && start < 0)
            {
                start = index;
            }
        }

        return cut;
    }

    private static bool IsMark(char character) => !char.IsWhiteSpace(character) && !char.IsLetterOrDigit(character) && !char.IsSurrogate(character);

    private bool IsFree(int first, int count) => !taken.AsSpan(first, count).Contains(true);

    /// <summary>2 × the likeness of the words that answer each other, by the words of both.</summary>
    private double Likeness(string[] wanted, int first, int count)
    {
        if (count == wanted.Length && IsSame(wanted, first))
        {
            return 1;
        }

        if (count > LongestStretch)
        {
            return 0;
        }

        double sum = 0;
        int used = 0;
        foreach (string word in wanted)
        {
            double best = 0;
            int place = -1;
            for (int index = 0; index < count; index++)
            {
                double value = (used & (1 << index)) == 0 ? Dice(word, words[first + index]) : 0;
                if (value > best)
                {
                    (best, place) = (value, index);
                }
            }

            used |= place < 0 ? 0 : 1 << place;
            sum += best;
        }

        // An exact match of the words in another order is not yet 1.
        return Math.Min(0.99, 2 * sum / (wanted.Length + count));
    }

    private bool IsSame(string[] wanted, int first)
    {
        for (int index = 0; index < wanted.Length; index++)
        {
            if (!text.AsSpan(words[first + index].Start, words[first + index].Length).Equals(wanted[index], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Dice's coefficient of the pairs of letters: 2 × those in common, by those of both words.</summary>
    private double Dice(string word, TextSpan other)
    {
        ReadOnlySpan<char> letters = text.AsSpan(other.Start, other.Length);
        if (letters.Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        int common = 0;
        for (int index = 0; index + 1 < word.Length; index++)
        {
            for (int at = 0; at + 1 < letters.Length; at++)
            {
                if (char.ToLowerInvariant(word[index]) == char.ToLowerInvariant(letters[at]) && char.ToLowerInvariant(word[index + 1]) == char.ToLowerInvariant(letters[at + 1]))
                {
                    common++;
                    break;
                }
            }
        }

        return 2.0 * common / Math.Max(1, word.Length - 1 + letters.Length - 1);
    }
}
