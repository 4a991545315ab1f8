using Heed.Text.Tokenization.Models.Words;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Every frequent word is a piece and every other is unknown: the shortest sequences, the largest vocabulary, and nothing to say about a
/// word never seen. Words carry the space before them as ▁; a Chinese character, a digit and a run of punctuation are words too.
/// </summary>
/// <remarks>
/// V = the words with count(w) ≥ <see cref="MinimumWordCount"/>, the most frequent first. Bengio et al. 2003, "A neural probabilistic
/// language model", mapped rare words to one symbol so.
/// </remarks>
public sealed record WordTraining : TokenizerTraining
{
    /// <summary>A word that occurs less often than this is unknown: so few occurrences teach it nothing, but teach the unknown piece.</summary>
    public int MinimumWordCount { get; init; } = 2;

    /// <summary>Whether the first word of a text gets a space before it, so that it is the same piece there as inside.</summary>
    public bool PrefixSpace { get; init; } = true;

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        RequireRoomFor(SpecialTokens.Pieces.Count, "the special pieces");
        Normalizer normalizer = BuildNormalizer();
        PreTokenizer preTokenizer = SpacedWords.PreTokenizer(PrefixSpace, ideographRuns: false);
        WordCounts words = WordCounts.Of(lines, normalizer, preTokenizer, work);
        IEnumerable<string> frequent = words.Words.TakeWhile(word => word.Count >= MinimumWordCount).Select(word => word.Word)
            .Except(SpecialTokens.Pieces).Take(VocabularySize - SpecialTokens.Pieces.Count);
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new WordLevelModel(new Vocabulary([.. SpecialTokens.Pieces, .. frequent]), SpecialTokens.UnknownPiece),
                Decoder = SpacedWords.Decoder(PrefixSpace, bytes: false),
            },
            SpecialTokens.Pieces);
    }
}
