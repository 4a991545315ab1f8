using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Byte-pair encoding whose words end in <c>&lt;/w&gt;</c>, as it was first described for translation: words are what spaces separate,
/// the mark belongs to a word's last character, and no piece crosses it.
/// </summary>
/// <remarks>
/// low → l o w&lt;/w&gt;; each step merges the pair argmax count(a b), of equally frequent ones the later by character codes. Sennrich,
/// Haddow and Birch 2016, arXiv:1508.07909; the merges are those of subword-nmt, version 0.2. Merges are left out at random while a
/// model trains where <see cref="SubwordRegularization"/> asks for it (Provilkov et al. 2020, arXiv:1910.13267).
/// </remarks>
public sealed record EndOfWordTraining : AlphabetTraining
{
    private const string Mark = "</w>";

    /// <summary>A pair that occurs less often than this is not merged, even if the vocabulary then stays smaller than asked for.</summary>
    public int MinimumPairCount { get; init; } = 2;

    /// <summary>The most merges to learn, as subword-nmt counts; null for as many as the vocabulary has room for.</summary>
    public int? MaximumMerges { get; init; }

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        Normalizer normalizer = BuildNormalizer();
        var preTokenizer = new SplitPreTokenizer(TextPattern.Literal(" "), SplitBehavior.Removed, invert: false);
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        var spelling = new Spelling { EndOfWord = Mark };
        int reserved = SpecialTokens.Pieces.Count;
        var pieces = new PieceTable([.. SpecialTokens.Pieces, .. Alphabet.Choose(words, this, reserved, spelling)], reserved);
        List<(string, string)> merges = new BytePairLearner(words, pieces, spelling)
            .Learn(VocabularySize, MinimumPairCount, MaximumMerges ?? int.MaxValue, work);
        var options = new BytePairOptions { UnknownPiece = SpecialTokens.UnknownPiece, FuseUnknown = true, EndOfWordSuffix = Mark };
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new BytePairModel(pieces.ToVocabulary(), merges, options),
                Decoder = new DecoderSequence(
                    [new ReplaceDecoder(TextPattern.Literal(Mark), " "), new FuseDecoder(), new StripDecoder(' ', start: 0, stop: 1)]),
            },
            SpecialTokens.Pieces);
    }
}
