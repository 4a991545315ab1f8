using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Trains byte-pair encoding that keeps spaces: a space is written ▁ and belongs to the word after it, so that decoding gives the text
/// back exactly. Words are runs of letters, of Chinese and Japanese characters, or of punctuation, and single digits; pieces do not cross them.
/// </summary>
public sealed record BytePairTraining : TokenizerTraining
{
    /// <summary>Chinese and Japanese characters, which no space separates from what stands beside them.</summary>
    private const string Ideographs = "▁?[\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]+";

    /// <summary>
    /// An apostrophe or hyphen between letters goes with the letters after it (don 't, T -shirt); otherwise letters with their marks,
    /// one digit, or a run of anything else, each with the space before it.
    /// </summary>
    private const string Words = @"['’-][\p{L}\p{M}]+|▁?[\p{L}\p{M}]+|▁?\p{N}|▁?[^▁\p{L}\p{M}\p{N}]+";

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

    public override Tokenizer Train(IEnumerable<string> lines)
    {
        var options = new BytePairOptions { UnknownPiece = SpecialTokens.UnknownPiece, FuseUnknown = true, ByteFallback = ByteFallback };
        var parts = new TokenizerParts
        {
            Normalizer = BuildNormalizer(),
            PreTokenizer = BuildPreTokenizer(),
            Decoder = BuildDecoder(),
            Model = new BytePairModel(new Vocabulary([SpecialTokens.UnknownPiece]), [], options with { ByteFallback = false }),
        };
        WordCounts words = WordCounts.Of(lines, parts);
        List<string> reserved = [.. SpecialTokens.Pieces, .. ByteFallback ? BytePieces.All : []];
        IReadOnlyList<string> alphabet = Alphabet.Choose(words, this, reserved.Count);
        (Vocabulary vocabulary, List<(string, string)> merges) =
            new BytePairLearner(words, [.. reserved, .. alphabet], reserved.Count).Learn(VocabularySize, MinimumPairCount);
        return new Tokenizer(parts with { Model = new BytePairModel(vocabulary, merges, options) }, SpecialTokens.Pieces);
    }

    private PreTokenizerSequence BuildPreTokenizer() => new(
    [
        new MetaspacePreTokenizer(MetaspacePreTokenizer.Space, PrefixSpace ? SpacePrefix.Always : SpacePrefix.Never, split: false),
        new SplitPreTokenizer(TextPattern.Expression(Ideographs), SplitBehavior.Isolated, invert: false),
        new SplitPreTokenizer(TextPattern.Expression(Words), SplitBehavior.Isolated, invert: false),
    ]);

    private DecoderSequence BuildDecoder()
    {
        List<Decoder> steps = [new ReplaceDecoder(TextPattern.Literal("▁"), " "), new ByteFallbackDecoder(), new FuseDecoder()];
        if (PrefixSpace)
        {
            steps.Add(new StripDecoder(' ', start: 1, stop: 0));
        }

        return new DecoderSequence(steps);
    }
}
