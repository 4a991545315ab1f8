using Heed.Text.Corpora;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Training;

/// <summary>How to train a tokenizer. A kind of tokenizer is a record that derives from this one and adds what only it needs.</summary>
public abstract record TokenizerTraining
{
    /// <summary>How many ids to end with, special tokens, bytes and characters included.</summary>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>
    /// A character that occurs less often than this gets no piece of its own and is spelled in bytes or unknown: one occurrence teaches a
    /// piece nothing, but teaches those of the bytes.
    /// </summary>
    public int MinimumCharacterCount { get; init; } = 2;

    /// <summary>
    /// The share of all characters of the text, counted as often as they occur, that may get pieces, the most frequent characters first.
    /// 0.9995 is usual for large texts in many scripts.
    /// </summary>
    public double CharacterCoverage { get; init; } = 1;

    /// <summary>Whether capitals become small letters before anything else, for training and for all use.</summary>
    public bool Lowercase { get; init; }

    /// <summary>
    /// The form of Unicode that text is brought into, null for none. Composed by default: it looks the same, and an ü that a system writes
    /// as two characters is then the ü of the training text.
    /// </summary>
    public UnicodeForm? Form { get; init; } = UnicodeForm.Nfc;

    /// <summary>Trains on the lines of files, plain or gzip; a joint vocabulary comes from giving both sides.</summary>
    /// <exception cref="UserException">A file cannot be read, the files hold no text, or the vocabulary is too small for their characters.</exception>
    public Tokenizer TrainFiles(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Train(paths.SelectMany(TextLines.Read));
    }

    /// <summary>Trains on lines of text, which are read once and not kept. The same lines always give the same tokenizer.</summary>
    /// <exception cref="UserException">The lines hold no text, or the vocabulary is too small for their characters.</exception>
    public abstract Tokenizer Train(IEnumerable<string> lines);

    /// <summary>Any white space but a single space, which needs nothing done; a match costs more than none.</summary>
    private const string UnusualSpace = @"\s{2,}|[^\S ]";

    /// <summary>One form of Unicode; white space of any kind and length becomes one space, none at the ends; small letters where asked for.</summary>
    protected Normalizer BuildNormalizer()
    {
        List<Normalizer> parts = Form is { } form ? [new UnicodeNormalizer(form)] : [];
        parts.AddRange([new ReplaceNormalizer(TextPattern.Expression(UnusualSpace), " "), new StripNormalizer(left: true, right: true)]);
        if (Lowercase)
        {
            parts.Add(new LowercaseNormalizer());
        }

        return new NormalizerSequence(parts);
    }
}
