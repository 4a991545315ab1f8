using Heed.Text.Tokenization.Models.Unigram;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;
using Heed.Text.Tokenization.Training.Unigrams;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// A unigram language model over pieces, which cuts every text the most probable way and can draw other ways by their probability. A space
/// is written ▁ and belongs to the word after it; pieces cross neither words nor writing systems, so that a word and its comma, or
/// letters and Chinese characters, are never one piece.
/// </summary>
/// <remarks>
/// Maximises Σ log Σₓ Πᵢ p(xᵢ) over the words, x all their segmentations, by expectation and maximisation, and drops the pieces whose loss
/// costs it least. Kudo 2018, arXiv:1804.10959.
/// </remarks>
public sealed record UnigramTraining : AlphabetTraining
{
    /// <summary>The most UTF-16 units that a piece may have.</summary>
    public int MaximumPieceLength { get; init; } = 16;

    /// <summary>How many candidates to begin with at most; more cost time and memory and rarely change anything.</summary>
    public int SeedSize { get; init; } = 1_000_000;

    /// <summary>Whether each digit is a piece of its own, so that numbers are spelled the same everywhere.</summary>
    public bool SplitDigits { get; init; }

    /// <summary>
    /// Whether characters without a piece are spelled in UTF-8 bytes, which takes 256 ids. On by default: nothing that a user writes is
    /// then lost, and a translation never shows an unknown token.
    /// </summary>
    public bool ByteFallback { get; init; } = true;

    /// <summary>Whether the first word of a text gets a space before it, so that it is the same piece there as inside.</summary>
    public bool PrefixSpace { get; init; } = true;

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        work ??= new TrainingWork();
        if (MaximumPieceLength < 1 || SeedSize < 0)
        {
            throw new UserException($"The longest piece has {MaximumPieceLength} characters and the seeds are {SeedSize}; both must be above 0.");
        }

        Normalizer normalizer = BuildNormalizer();
        var preTokenizer = new MetaspacePreTokenizer(MetaspacePreTokenizer.Space, PrefixSpace ? SpacePrefix.Always : SpacePrefix.Never, split: true);
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        List<string> reserved = [.. SpecialTokens.Pieces, .. ByteFallback ? BytePieces.All : []];
        IReadOnlyList<string> alphabet = Alphabet.Choose(words, this, reserved.Count);
        WordRuns runs = WordRuns.Of(words, alphabet, SplitDigits);
        List<(string Piece, long Count)> seeds = SeedPieces.Find(runs, alphabet, MaximumPieceLength, SeedSize);
        // The text may happen to spell a special token, which must stay what it is.
        seeds.RemoveAll(seed => reserved.Contains(seed.Piece));
        List<(string Piece, double Score)> learned = new UnigramLearner(runs, seeds, work).Learn(VocabularySize - reserved.Count);
        var options = new UnigramOptions { UnknownId = reserved.IndexOf(SpecialTokens.UnknownPiece), ByteFallback = ByteFallback };
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new UnigramModel([.. reserved.Select(piece => (piece, 0.0)), .. learned], options),
                Decoder = SpacedWords.Decoder(PrefixSpace, ByteFallback),
            },
            SpecialTokens.Pieces);
    }
}
