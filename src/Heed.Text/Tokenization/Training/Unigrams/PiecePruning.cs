namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// Drops the pieces whose loss costs least likelihood. A dropped piece would be spelled with others, which then occur that much more
/// often: loss = f · (log p(piece) − Σ log p'(others)), f its frequency in the best segmentations (Kudo 2018, section 3.2).
/// </summary>
internal static class PiecePruning
{
    /// <summary>Keeps so many pieces, or fewer where fewer occur; all characters stay.</summary>
    public static PieceSet Prune(PieceSet pieces, WordRuns runs, FixedParts parts, int target)
    {
        double[] counts = FixedParts.Sum(parts.Run((from, to) => Count(pieces, runs, from, to)));
        double sum = counts.Sum();
        double[] losses = FixedParts.Sum(new FixedParts(pieces.Pieces, parts.Threads).Run((from, to) => Losses(pieces, counts, sum, from, to)));
        int[] order = [.. Enumerable.Range(0, losses.Length).Where(piece => losses[piece] > double.NegativeInfinity)];
        Array.Sort(order, (a, b) => losses[a] != losses[b] ? losses[b].CompareTo(losses[a]) : a.CompareTo(b));
        HashSet<int> kept = [.. order.Take(target)];
        return pieces.Select(piece => kept.Contains(piece) || pieces.IsCharacter(piece));
    }

    /// <summary>How often each piece is in the best segmentations of the runs.</summary>
    private static double[] Count(PieceSet pieces, WordRuns runs, int from, int to)
    {
        var search = new BestPieces(pieces);
        double[] counts = new double[pieces.Pieces.Count];
        for (int i = from; i < to; i++)
        {
            foreach (int piece in search.Find(runs.Runs[i], without: -1, out _))
            {
                counts[piece] += runs.Counts[i];
            }
        }

        return counts;
    }

    /// <summary>For the pieces of a range, what dropping each costs; −∞ for one that can go at once, +∞ for one that must stay. 0 elsewhere.</summary>
    private static double[] Losses(PieceSet pieces, double[] counts, double sum, int from, int to)
    {
        var search = new BestPieces(pieces);
        double[] losses = new double[counts.Length];
        for (int piece = from; piece < to; piece++)
        {
            losses[piece] = pieces.IsCharacter(piece) ? double.PositiveInfinity : Loss(search, pieces, piece, counts, sum);
        }

        return losses;
    }

    private static double Loss(BestPieces search, PieceSet pieces, int piece, double[] counts, double sum)
    {
        double count = counts[piece];
        List<int> others = search.Find(pieces.Pieces[piece], without: piece, out double score);
        if (count == 0 || score > pieces.Scores[piece])
        {
            return double.NegativeInfinity;
        }

        double logSum = Math.Log(sum + (count * (others.Count - 1)));
        double instead = 0;
        foreach (int other in others)
        {
            instead += Math.Log(counts[other] + count) - logSum;
        }

        return count * (Math.Log(count) - Math.Log(sum) - instead);
    }
}
