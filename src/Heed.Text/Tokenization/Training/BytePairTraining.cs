using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Byte-pair encoding that keeps spaces: a space is written ▁ and belongs to the word after it, so that decoding gives the text back
/// exactly, and what has no piece is spelled in bytes. Words are runs of letters, of Chinese and Japanese characters, or of punctuation,
/// and single digits; pieces do not cross them.
/// </summary>
/// <remarks>
/// Each step merges the pair argmax count(a b), until the vocabulary is full. Sennrich, Haddow and Birch 2016, arXiv:1508.07909; spaces
/// and bytes as in Kudo and Richardson 2018, arXiv:1808.06226.
/// </remarks>
public sealed record BytePairTraining : AlphabetTraining
{
    /// <summary>A pair that occurs less often than this is not merged, even if the vocabulary then stays smaller than asked for.</summary>
    public int MinimumPairCount { get; init; } = 2;

    /// <summary>
    /// Whether characters without a piece are spelled in UTF-8 bytes, which takes 256 ids. On by default: nothing that a user writes is
    /// then lost, and a translation never shows an unknown token.
    /// </summary>
    public bool ByteFallback { get; init; } = true;

    /// <summary>
    /// Whether the first word of a text gets a space before it, so that it is the same piece there as inside. Without, Chinese, which
    /// has no spaces, has no ▁ at all.
    /// </summary>
    public bool PrefixSpace { get; init; } = true;

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        var options = new BytePairOptions { UnknownPiece = SpecialTokens.UnknownPiece, FuseUnknown = true, ByteFallback = ByteFallback };
        Normalizer normalizer = BuildNormalizer();
        PreTokenizer preTokenizer = SpacedWords.PreTokenizer(PrefixSpace, ideographRuns: true);
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        List<string> reserved = [.. SpecialTokens.Pieces, .. ByteFallback ? BytePieces.All : []];
        var pieces = new PieceTable([.. reserved, .. Alphabet.Choose(words, this, reserved.Count)], reserved.Count);
        List<(string, string)> merges = new BytePairLearner(words, pieces).Learn(VocabularySize, MinimumPairCount, work: work);
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new BytePairModel(pieces.ToVocabulary(), merges, options),
                Decoder = SpacedWords.Decoder(PrefixSpace, ByteFallback),
            },
            SpecialTokens.Pieces);
    }
}
