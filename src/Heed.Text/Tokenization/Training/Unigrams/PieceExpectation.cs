namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// The E step: how often each piece is expected, Σ over runs of count · Σ over segmentations x of p(x)/Z · (times the piece is in x), by
/// sums over all ways to each place (forwards) and from it (backwards).
/// </summary>
internal sealed class PieceExpectation
{
    /// <summary>
    /// Every probability is multiplied by e^4 a unit, which changes no segmentation's share and keeps the product of a run's
    /// forty or so characters, none rarer than e^−20, within the range of a double.
    /// </summary>
    private const double ScalePerUnit = 4;

    private readonly double[] expected;
    private readonly double[] probabilities;
    private readonly PieceSet pieces;
    private (int Piece, int Start, int End)[] edges = new (int, int, int)[256];
    private double[] forward = new double[64];
    private double[] backward = new double[64];

    private PieceExpectation(PieceSet pieces, double[] probabilities)
    {
        this.pieces = pieces;
        this.probabilities = probabilities;
        expected = new double[pieces.Pieces.Count];
    }

    public static double[] Of(PieceSet pieces, WordRuns runs, FixedParts parts)
    {
        double[] probabilities = [.. pieces.Scores.Select((score, piece) => Math.Exp(score + (ScalePerUnit * pieces.Pieces[piece].Length)))];
        double[][] sums = parts.Run((from, to) =>
        {
            var part = new PieceExpectation(pieces, probabilities);
            for (int i = from; i < to; i++)
            {
                part.Add(runs.Runs[i], runs.Counts[i]);
            }

            return part.expected;
        });
        return FixedParts.Sum(sums);
    }

    private void Add(string run, long count)
    {
        if (forward.Length <= run.Length)
        {
            forward = new double[2 * run.Length];
            backward = new double[2 * run.Length];
        }

        int found = Forward(run);
        double whole = forward[run.Length];
        if (whole is 0 or double.PositiveInfinity)
        {
            return;
        }

        Array.Clear(backward, 0, run.Length);
        backward[run.Length] = count / whole;
        for (int i = found - 1; i >= 0; i--)
        {
            (int piece, int start, int end) = edges[i];
            double after = probabilities[piece] * backward[end];
            backward[start] += after;
            expected[piece] += forward[start] * after;
        }
    }

    private int Forward(string run)
    {
        Array.Clear(forward, 0, run.Length + 1);
        forward[0] = 1;
        int found = 0;
        for (int start = 0; start < run.Length; start++)
        {
            double before = forward[start];
            int node = Models.Unigram.PieceTrie.Root;
            for (int end = start; before > 0 && end < run.Length && pieces.Trie.TryStep(ref node, run[end]);)
            {
                int piece = pieces.Trie.Id(node);
                end++;
                if (piece >= 0)
                {
                    if (found == edges.Length)
                    {
                        Array.Resize(ref edges, 2 * found);
                    }

                    edges[found++] = (piece, start, end);
                    forward[end] += before * probabilities[piece];
                }
            }
        }

        return found;
    }
}
