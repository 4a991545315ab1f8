using Heed.Text.Tokenization;

namespace Heed.Text.Batching.Masked;

/// <summary>The special tokens of a masked language model's input.</summary>
/// <param name="Classification">Id of <c>[CLS]</c>, which begins it.</param>
/// <param name="Separator">Id of <c>[SEP]</c>, which ends each segment.</param>
/// <param name="Mask">Id of <c>[MASK]</c>.</param>
/// <param name="Replacements">The ids that a random piece is drawn from: all that stand for text.</param>
public sealed record MaskedFrame(int Classification, int Separator, int Mask, IReadOnlyList<int> Replacements)
{
    private const string MaskPiece = "[MASK]";

    /// <summary>The special tokens of a tokenizer.</summary>
    /// <exception cref="UserException">It lacks one of them.</exception>
    public static MaskedFrame Of(Tokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        int mask = tokenizer.Id(MaskPiece) ?? throw new UserException($"This tokenizer has no special token {MaskPiece}, which a masked language model needs; take the kind word_piece.");
        HashSet<int> specials = [.. tokenizer.SpecialIds];
        return new MaskedFrame(
            tokenizer.Specials.Start, tokenizer.Specials.End, mask, [.. Enumerable.Range(0, tokenizer.VocabularySize).Where(id => !specials.Contains(id))]);
    }
}
