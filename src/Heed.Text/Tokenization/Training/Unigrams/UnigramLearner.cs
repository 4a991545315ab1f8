namespace Heed.Text.Tokenization.Training.Unigrams;

/// <summary>
/// Learns pieces and their probabilities: from far too many, two steps of expectation and maximisation and a pruning to three quarters
/// in turn, until a few more are left than wanted (Kudo 2018, arXiv:1804.10959, as SentencePiece does it).
/// </summary>
internal sealed class UnigramLearner
{
    private const int StepsPerPruning = 2;
    private const double ShrinkFactor = 0.75;

    /// <summary>The last pruning leaves so much more than wanted; of these, the most probable are taken.</summary>
    private const double Surplus = 1.1;

    /// <summary>A piece that is expected less often is dropped.</summary>
    private const double FewestExpected = 0.5;

    private readonly WordRuns runs;
    private readonly TrainingWork work;
    private readonly FixedParts parts;
    private PieceSet pieces;

    /// <param name="runs">The text.</param>
    /// <param name="seeds">What to begin with, all characters among them.</param>
    /// <param name="work">Threads, of which any number gives the same result, progress and cancellation.</param>
    public UnigramLearner(WordRuns runs, IReadOnlyList<(string Piece, long Count)> seeds, TrainingWork work)
    {
        this.runs = runs;
        this.work = work;
        parts = new FixedParts(runs.Runs, work.ThreadCount);
        double sum = seeds.Sum(Weight);
        pieces = new PieceSet([.. seeds.Select(seed => seed.Piece)], [.. seeds.Select(seed => Math.Log(Weight(seed) / sum))]);
    }

    /// <summary>The pieces, most probable first: as many as asked for, or fewer where the text has no more.</summary>
    public List<(string Piece, double Score)> Learn(int count)
    {
        int wanted = (int)(Surplus * count);
        while (true)
        {
            for (int step = 0; step < StepsPerPruning; step++)
            {
                Maximize(PieceExpectation.Of(pieces, runs, parts));
            }

            int left = pieces.Scores.Count(double.IsFinite);
            work.Report("pieces left", left);
            if (left <= wanted)
            {
                break;
            }

            PieceSet pruned = PiecePruning.Prune(pieces, runs, parts, Math.Max(wanted, (int)(ShrinkFactor * left)));
            if (pruned.Pieces.Count == pieces.Pieces.Count)
            {
                break;
            }

            pieces = pruned;
        }

        return Best(count);
    }

    /// <summary>
    /// The M step with a sparse prior, which takes from the rare: log p = ψ(expected) − ψ(Σ expected) (Liang and Klein 2007, "Structured
    /// Bayesian Nonparametric Models with Variational Inference").
    /// </summary>
    private void Maximize(double[] expected)
    {
        double sum = 0;
        for (int piece = 0; piece < expected.Length; piece++)
        {
            expected[piece] = expected[piece] >= FewestExpected ? expected[piece] : pieces.IsCharacter(piece) ? FewestExpected : 0;
            sum += expected[piece];
        }

        double all = Digamma(sum);
        pieces.Rescore([.. expected.Select(count => count > 0 ? Digamma(count) - all : double.NegativeInfinity)]);
    }

    private List<(string Piece, double Score)> Best(int count)
    {
        int[] order = [.. Enumerable.Range(0, pieces.Pieces.Count).Where(piece => double.IsFinite(pieces.Scores[piece]))];
        Array.Sort(order, (a, b) => pieces.IsCharacter(a) != pieces.IsCharacter(b) ? pieces.IsCharacter(b).CompareTo(pieces.IsCharacter(a)) : Compare(a, b));
        int[] chosen = order[..Math.Min(count, order.Length)];
        Array.Sort(chosen, Compare);
        return [.. chosen.Select(piece => (pieces.Pieces[piece], pieces.Scores[piece]))];
    }

    private int Compare(int a, int b) => pieces.Scores[a] != pieces.Scores[b] ? pieces.Scores[b].CompareTo(pieces.Scores[a]) : a.CompareTo(b);

    /// <summary>The text that a seed covers, but for single characters, which are there in any case.</summary>
    private static double Weight((string Piece, long Count) seed) => Math.Max((double)seed.Count, 1) * seed.Piece.Length;

    /// <summary>ψ, the derivative of log Γ: shifted to where its asymptotic series is exact to ten digits.</summary>
    private static double Digamma(double x)
    {
        double result = 0;
        for (; x < 7; x++)
        {
            result -= 1 / x;
        }

        x -= 0.5;
        double square = 1 / (x * x);
        return result + Math.Log(x) + (square * ((1.0 / 24) - (square * ((7.0 / 960) - (square * ((31.0 / 8064) - (square * 127.0 / 30720)))))));
    }
}
