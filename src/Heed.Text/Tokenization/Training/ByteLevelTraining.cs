using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Byte-pair encoding of UTF-8 bytes instead of characters: 256 pieces spell any text, so that no unknown token exists and every text
/// comes back to the last space. A letter of two bytes or a Chinese character of three has to be merged before it is one piece.
/// </summary>
/// <remarks>
/// Each step merges the pair argmax count(a b) of bytes or what has become of them. Radford et al. 2019, "Language models are
/// unsupervised multitask learners" (GPT-2), whose words these are.
/// </remarks>
public sealed record ByteLevelTraining : TokenizerTraining
{
    private static readonly string[] Specials = [.. SpecialTokens.Pieces.Where(piece => piece != SpecialTokens.UnknownPiece)];

    /// <summary>Text stays as it is unless a form is asked for.</summary>
    public ByteLevelTraining() => Form = null;

    /// <summary>A pair that occurs less often than this is not merged, even if the vocabulary then stays smaller than asked for.</summary>
    public int MinimumPairCount { get; init; } = 2;

    /// <summary>Whether the first word of a text gets a space before it, which decoding does not take away.</summary>
    public bool PrefixSpace { get; init; }

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        string[] bytes = [.. ByteAlphabet.All.ToArray().Select(character => character.ToString())];
        RequireRoomFor(Specials.Length + bytes.Length, "the bytes and the special pieces");
        Normalizer? normalizer = BuildNormalizer(keepSpaces: true);
        var preTokenizer = new ByteLevelPreTokenizer(PrefixSpace, trimOffsets: true, useRegex: true);
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        var pieces = new PieceTable([.. Specials, .. bytes], Specials.Length);
        List<(string, string)> merges = new BytePairLearner(words, pieces).Learn(VocabularySize, MinimumPairCount, work: work);
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new BytePairModel(pieces.ToVocabulary(), merges, new BytePairOptions()),
                Decoder = new ByteLevelDecoder(new ByteLevel(PrefixSpace, TrimOffsets: true, UseRegex: true)),
            },
            Specials);
    }
}
