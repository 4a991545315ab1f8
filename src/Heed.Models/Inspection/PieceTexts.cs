using Heed.Models.Generation;
using Heed.Text.Tokenization;

namespace Heed.Models.Inspection;

/// <summary>What single tokens stand for in a text that was decoded from them.</summary>
/// <param name="tokenizer">The decoder of the text.</param>
public sealed class PieceTexts(Tokenizer tokenizer)
{
    /// <summary>Each token with the part of the whole text that appears when it is decoded behind those before it.</summary>
    public IReadOnlyList<TracedPiece> Of(ReadOnlySpan<int> ids)
    {
        string text = tokenizer.Decode(ids);
        var pieces = new TracedPiece[ids.Length];
        int start = 0;
        for (int index = 0; index < pieces.Length; index++)
        {
            // Half a character of several tokens shows as something else until it is whole, and then belongs to the last of them.
            int end = Math.Max(start, CommonLength(tokenizer.Decode(ids[..(index + 1)]), text));
            pieces[index] = new TracedPiece(ids[index], tokenizer.Piece(ids[index]), text[start..end], start, end);
            start = end;
        }

        return pieces;
    }

    /// <summary>The text that <paramref name="id"/> adds behind <paramref name="prefix"/>.</summary>
    public string Added(ReadOnlySpan<int> prefix, int id)
    {
        string longer = tokenizer.Decode([.. prefix, id]);
        return longer[CommonLength(tokenizer.Decode(prefix), longer)..];
    }

    /// <summary>The tokens of a distribution behind <paramref name="prefix"/>, as people read them.</summary>
    public IReadOnlyList<TokenAlternative> Alternatives(ReadOnlySpan<int> prefix, IReadOnlyList<TokenProbability> tokens)
    {
        var alternatives = new TokenAlternative[tokens.Count];
        for (int rank = 0; rank < alternatives.Length; rank++)
        {
            (int id, float logProbability) = tokens[rank];
            alternatives[rank] = new TokenAlternative(id, tokenizer.Piece(id), Added(prefix, id), MathF.Exp(logProbability));
        }

        return alternatives;
    }

    private static int CommonLength(string left, string right) => left.AsSpan().CommonPrefixLength(right);
}
