using Heed.Text.Tokenization.Models.Unigram;

namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>The best segmentation of a run, or of a piece into others. One instance a thread; it keeps its memory.</summary>
internal sealed class BestPieces(PieceSet pieces)
{
    private const int None = -1;
    private readonly List<int> path = [];
    private double[] sums = new double[64];
    private (int Piece, int Start)[] best = new (int, int)[64];

    /// <summary>The pieces, from the last to the first; none where there is no segmentation. Good until the next call.</summary>
    /// <param name="text">A run or a piece.</param>
    /// <param name="without">A piece that does not count, or −1.</param>
    /// <param name="sum">The sum of the scores.</param>
    public List<int> Find(string text, int without, out double sum)
    {
        if (sums.Length <= text.Length)
        {
            sums = new double[2 * text.Length];
            best = new (int, int)[2 * text.Length];
        }

        Array.Fill(sums, double.NegativeInfinity, 0, text.Length + 1);
        sums[0] = 0;
        for (int start = 0; start < text.Length; start++)
        {
            double before = sums[start];
            int node = PieceTrie.Root;
            for (int end = start; before > double.NegativeInfinity && end < text.Length && pieces.Trie.TryStep(ref node, text[end]);)
            {
                int piece = pieces.Trie.Id(node);
                end++;
                if (piece > None && piece != without && before + pieces.Scores[piece] > sums[end])
                {
                    sums[end] = before + pieces.Scores[piece];
                    best[end] = (piece, start);
                }
            }
        }

        sum = sums[text.Length];
        path.Clear();
        for (int end = text.Length; sum > double.NegativeInfinity && end > 0; end = best[end].Start)
        {
            path.Add(best[end].Piece);
        }

        return path;
    }
}
