using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.WordPieces;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PostProcessors;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// WordPiece as BERT uses it: pieces inside a word begin with <c>##</c>, every Chinese character is a word, and a word is cut from the
/// left into the longest pieces that there are. Spaces are not kept: what comes back is the text as BERT spaces it.
/// </summary>
/// <remarks>
/// Each step merges the pair argmax count(a b) / (count(a) · count(b)), whose parts belong together rather than just being frequent.
/// Schuster and Nakajima 2012, "Japanese and Korean voice search"; Devlin et al. 2019, arXiv:1810.04805.
/// </remarks>
public sealed record WordPieceTraining : AlphabetTraining
{
    private const string Continuation = "##";
    private static readonly string[] Specials = [.. SpecialTokens.BertPieces, "[MASK]"];

    /// <summary>BERT's own normalisation is all there is, unless a form is asked for.</summary>
    public WordPieceTraining() => Form = null;

    /// <summary>
    /// A pair that occurs less often than this is not merged; 1 is the score alone. The score alone prefers what is rare: two characters
    /// that occur once, side by side, score 1, the most there is, and fill the vocabulary with pieces that no text needs. So without a
    /// number only the most frequent pairs compete at first, then those half as frequent, and so on down to 2.
    /// </summary>
    public int? MinimumPairCount { get; init; }

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        Normalizer normalizer = new BertNormalizer(cleanText: true, handleChineseChars: true, stripAccents: null, Lowercase);
        if (Form is { } form)
        {
            normalizer = new NormalizerSequence([new UnicodeNormalizer(form), normalizer]);
        }

        var preTokenizer = new BertPreTokenizer();
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        var spelling = new Spelling { Continuation = Continuation };
        var pieces = new PieceTable([.. Specials, .. Alphabet.Choose(words, this, Specials.Length, spelling)], Specials.Length);
        new WordPieceLearner(words, pieces, spelling, MinimumPairCount).Learn(VocabularySize, work);
        Vocabulary vocabulary = pieces.ToVocabulary();
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new WordPieceModel(vocabulary, new WordPieceOptions { UnknownPiece = SpecialTokens.BertUnknownPiece, ContinuingPrefix = Continuation }),
                PostProcessor = new BertProcessor(Special("[SEP]"), Special("[CLS]")),
                Decoder = new WordPieceDecoder(Continuation, cleanup: true),
            },
            Specials);
    }

    private static SpecialPiece Special(string piece) => new(piece, Array.IndexOf(Specials, piece));
}
