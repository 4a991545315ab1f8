using Heed.Text.Tokenization.Models.Unigram;

namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>The pieces that are left at some time of the training, in the order of their UTF-16 units, and the logarithms of their probabilities.</summary>
internal sealed class PieceSet
{
    public PieceSet(IReadOnlyList<string> pieces, double[] scores)
    {
        Pieces = pieces;
        Scores = scores;
        Trie = new PieceTrie(pieces, [.. Enumerable.Range(0, pieces.Count)]);
    }

    public IReadOnlyList<string> Pieces { get; }

    /// <summary>By the piece's index; −∞ for one that is dropped with the next selection.</summary>
    public double[] Scores { get; private set; }

    public PieceTrie Trie { get; }

    public bool IsCharacter(int piece) => Pieces[piece].Length == 1 || (Pieces[piece].Length == 2 && char.IsHighSurrogate(Pieces[piece][0]));

    /// <summary>The same pieces with other scores.</summary>
    public void Rescore(double[] scores) => Scores = scores;

    /// <summary>The chosen ones.</summary>
    public PieceSet Select(Func<int, bool> isKept)
    {
        List<int> kept = [.. Enumerable.Range(0, Pieces.Count).Where(isKept)];
        return new PieceSet([.. kept.Select(piece => Pieces[piece])], [.. kept.Select(piece => Scores[piece])]);
    }
}
