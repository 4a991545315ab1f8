using System.Text.Json.Serialization;
using Heed.Text.Corpora;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.Patterns;
using Heed.Text.Tokenization.Unicode;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// How to train a tokenizer, selected by <c>kind</c>. A kind is a record that derives from this one and adds what only it needs.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(WordTraining), "word")]
[JsonDerivedType(typeof(CharacterTraining), "character")]
[JsonDerivedType(typeof(BytePairTraining), "byte_pair")]
[JsonDerivedType(typeof(EndOfWordTraining), "end_of_word")]
[JsonDerivedType(typeof(ByteLevelTraining), "byte_level")]
[JsonDerivedType(typeof(WordPieceTraining), "word_piece")]
[JsonDerivedType(typeof(UnigramTraining), "unigram")]
public abstract record TokenizerTraining
{
    /// <summary>How many ids to end with, special tokens, bytes and characters included.</summary>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>Whether capitals become small letters before anything else, for training and for all use.</summary>
    public bool Lowercase { get; init; }

    /// <summary>
    /// The form of Unicode that text is brought into, null for none. Composed by default: it looks the same, and an ü that a system writes
    /// as two characters is then the ü of the training text.
    /// </summary>
    public UnicodeForm? Form { get; init; } = UnicodeForm.Nfc;

    /// <summary>Trains on the lines of files, plain or gzip; a joint vocabulary comes from giving both sides.</summary>
    /// <exception cref="UserException">A file cannot be read, the files hold no text, or the vocabulary is too small for their characters.</exception>
    public Tokenizer TrainFiles(IEnumerable<string> paths, TrainingWork? work = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Train(paths.SelectMany(static path => TextLines.WithoutMark(TextLines.Read(path))), work);
    }

    /// <summary>
    /// Trains on lines of text, which are read once and not kept: memory grows with the distinct words. The same lines, in whatever order
    /// and on whatever number of threads, give the same tokenizer.
    /// </summary>
    /// <param name="lines">Read from one thread at a time.</param>
    /// <param name="work">Threads, progress and cancellation; null for the defaults.</param>
    /// <exception cref="UserException">The lines hold no text, or the vocabulary is too small for their characters.</exception>
    public abstract Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null);

    /// <summary>
    /// One form of Unicode; white space of any kind and length becomes one space, none at the ends; small letters where asked for. Null
    /// where nothing is to be done.
    /// </summary>
    private protected Normalizer? BuildNormalizer(bool keepSpaces)
    {
        List<Normalizer> parts = Form is { } form ? [new UnicodeNormalizer(form)] : [];
        if (!keepSpaces)
        {
            parts.AddRange(
                [new ReplaceNormalizer(TextPattern.Expression(UnusualSpacePattern.UnusualSpace), " "), new StripNormalizer(left: true, right: true)]);
        }

        if (Lowercase)
        {
            parts.Add(new LowercaseNormalizer());
        }

        return parts.Count == 0 ? null : new NormalizerSequence(parts);
    }

    /// <summary>The same with single spaces.</summary>
    private protected Normalizer BuildNormalizer() => BuildNormalizer(keepSpaces: false)!;

    /// <exception cref="UserException">The vocabulary cannot hold what there is before training.</exception>
    private protected void RequireRoomFor(int pieces, string what)
    {
        if (VocabularySize <= pieces)
        {
            throw new UserException($"A vocabulary of {VocabularySize} pieces is too small: {what} alone are {pieces}. Ask for more.");
        }
    }
}
