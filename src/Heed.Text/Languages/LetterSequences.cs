using System.Text;

namespace Heed.Text.Languages;

/// <summary>
/// How much sequences of one to four letters, and frequent words, speak for each language of the Latin script: a naive Bayes classifier, Σ log p(sequence | language),
/// whose weights stand in <c>sequences.txt</c> (tools/languages writes it and says from what).
/// </summary>
internal sealed class LetterSequences
{
    /// <summary>Sequences of a word are counted with the space before and behind it.</summary>
    public const int Longest = 4;

    // A weight is written as one character, in steps of a quarter from -8 to 15.5.
    private const char Zero = 'P';
    private const double Step = 0.25;

    private static readonly Lazy<LetterSequences> Loaded = new(() => new LetterSequences());

    private readonly Dictionary<string, string> weights = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    private LetterSequences()
    {
        using Stream stream = typeof(LetterSequences).Assembly.GetManifestResourceStream("Heed.Text.Languages.sequences.txt")!;
        using var reader = new StreamReader(stream);
        string line = reader.ReadLine()!;
        while (line.StartsWith('#'))
        {
            line = reader.ReadLine()!;
        }

        Languages = line.Split(' ');
        while (reader.ReadLine() is { } entry)
        {
            weights.Add(entry[..^Languages.Length].Replace('_', ' '), entry[^Languages.Length..]);
        }

        lookup = weights.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static LetterSequences Instance => Loaded.Value;

    public string[] Languages { get; }

    /// <summary>The sum of the weights of all sequences for each language.</summary>
    public double[] Score(ReadOnlySpan<char> text)
    {
        var scores = new double[Languages.Length];
        var word = new StringBuilder(" ");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (rune.Value is '\'' or '’' && word.Length > 1)
            {
                word.Append('\'');
            }
            else
            {
                AddWord(word, scores);
            }
        }

        AddWord(word, scores);
        return scores;
    }

    private void AddWord(StringBuilder builder, double[] scores)
    {
        while (builder[^1] == '\'')
        {
            builder.Length--;
        }

        if (builder.Length > 1)
        {
            ReadOnlySpan<char> word = builder.Append(' ').ToString();
            for (int length = 1; length <= Longest; length++)
            {
                for (int start = 0; start + length <= word.Length; start++)
                {
                    Add(word.Slice(start, length), scores);
                }
            }

            if (word.Length > Longest)
            {
                Add(word, scores);
            }
        }

        builder.Clear().Append(' ');
    }

    private void Add(ReadOnlySpan<char> sequence, double[] scores)
    {
        if (lookup.TryGetValue(sequence, out string? found))
        {
            for (int language = 0; language < scores.Length; language++)
            {
                scores[language] += (found[language] - Zero) * Step;
            }
        }
    }
}
