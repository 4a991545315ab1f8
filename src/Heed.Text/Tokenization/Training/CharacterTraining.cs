using Heed.Text.Tokenization.Decoders;
using Heed.Text.Tokenization.Models.BytePair;
using Heed.Text.Tokenization.Normalizers;
using Heed.Text.Tokenization.PreTokenizers;

namespace Heed.Text.Tokenization.Training;

/// <summary>
/// Every character is a piece, a space among them: the smallest vocabulary and the longest sequences.
/// </summary>
/// <remarks>
/// V = the characters that occur at least <see cref="AlphabetTraining.MinimumCharacterCount"/> times; every other is one unknown piece.
/// It is stored as byte-pair encoding that has nothing to merge. Lee, Cho and Hofmann 2017, arXiv:1610.03017.
/// </remarks>
public sealed record CharacterTraining : AlphabetTraining
{
    /// <summary>
    /// Whether spaces and line ends are characters like any other, each kept as it is: for language models, which write text whole. Otherwise white space of
    /// any kind is one space, written ▁.
    /// </summary>
    public bool KeepSpaces { get; init; }

    public override Tokenizer Train(IEnumerable<string> lines, TrainingWork? work = null)
    {
        Normalizer? normalizer = BuildNormalizer(KeepSpaces);
        PreTokenizer? preTokenizer = KeepSpaces ? null : SpacedWords.Spaces(prefix: false);

        // Counted by word, of which there are fewer different ones than lines.
        WordCounts words = WordCounts.Of(lines, normalizer, KeepSpaces ? null : SpacedWords.PreTokenizer(prefix: false, ideographRuns: true), work);
        IReadOnlyList<string> alphabet = Alphabet.Choose(words, this, SpecialTokens.Pieces.Count);
        var options = new BytePairOptions { UnknownPiece = SpecialTokens.UnknownPiece };
        return new Tokenizer(
            new TokenizerParts
            {
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
                Model = new BytePairModel(new Vocabulary([.. SpecialTokens.Pieces, .. alphabet]), [], options),
                Decoder = KeepSpaces ? new FuseDecoder() : SpacedWords.Decoder(prefix: false, bytes: false),
            },
            SpecialTokens.Pieces);
    }
}
